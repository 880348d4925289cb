package org.eventextractor.job;

import org.eventextractor.core.lifecycle.RequestStatus;

/** The request was ended by another while this process was at work: by its requester, or by another shard. */
final class EndedElsewhereException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient RequestStatus status;

    /** @param status final */
    EndedElsewhereException(RequestStatus status) {
        super("the request is " + status.state());
        this.status = status;
    }

    RequestStatus status() {
        return status;
    }
}
