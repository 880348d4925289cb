package org.eventextractor.lambda.intake;

import java.util.List;

/**
 * An event that must come again: another delivery of it is at work, or has died at it, or the request that it cancels
 * was not seen yet.
 */
public final class RedeliveryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RedeliveryException(List<String> keys) {
        super("not dealt with yet: " + keys
                + "; deliver the event again when the lease of whoever is at work has ended");
    }
}
