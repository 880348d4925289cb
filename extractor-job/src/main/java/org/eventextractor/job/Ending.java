package org.eventextractor.job;

import org.eventextractor.core.document.Results;
import org.eventextractor.core.document.ResultsCodec;
import org.eventextractor.core.document.Software;
import org.eventextractor.core.lifecycle.CallbackRecorder;
import org.eventextractor.core.lifecycle.Links;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.lifecycle.StateReason;
import org.eventextractor.core.lifecycle.StatusStore;
import org.eventextractor.core.request.AcceptedRequest;
import org.eventextractor.job.publish.Published;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last step of a request: its final status, then the callback. Used once, by one thread. */
final class Ending {

    private static final Logger log = LoggerFactory.getLogger(Ending.class);

    private final AcceptedRequest accepted;
    private final String jobId;
    private final StatusStore status;
    private final @Nullable CallbackRecorder callbacks;
    private final Software software;

    /** @param callbacks null to leave the callback to the completion function, which hears of the job's end */
    Ending(
            AcceptedRequest accepted,
            String jobId,
            StatusStore status,
            @Nullable CallbackRecorder callbacks,
            Software software) {
        this.accepted = accepted;
        this.jobId = jobId;
        this.status = status;
        this.callbacks = callbacks;
        this.software = software;
    }

    /** The extract is published: complete, empty, with errors, or failed by the request's own error policy. */
    RequestState published(Published published) {
        Results results = published.results();
        RequestStatus ended = status.update(current -> current.withState(results.extractionStatus(), published.reason())
                .withWarnings(results.warnings())
                .withLinks(new Links(
                        published.resultsUri(),
                        results.manifestUri(),
                        current.links().report(),
                        current.links().logs())));
        callBack(published.document());
        return ended.state();
    }

    /** The job could not end its work. */
    RequestState failed(StateReason reason) {
        RequestStatus ended = status.update(current -> current.withState(RequestState.FAILED, reason));
        callBack(ResultsCodec.write(Results.failed(jobId, accepted, reason, software)));
        return ended.state();
    }

    private void callBack(byte[] results) {
        if (callbacks == null) {
            log.info("the callback, if there is to be one, is left to the completion function");
        } else {
            callbacks.deliver(accepted, results);
        }
    }
}
