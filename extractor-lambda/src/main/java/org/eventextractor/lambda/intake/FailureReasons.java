package org.eventextractor.lambda.intake;

import org.eventextractor.core.lifecycle.ReasonCode;
import org.eventextractor.core.lifecycle.StateReason;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.lambda.batch.JobQueueException;

/** Says to a researcher what an exception means for the request, and what to do. */
final class FailureReasons {

    private static final String DROP_AGAIN = "Drop the request again in a few minutes.";
    private static final String TELL_OPERATORS = "Tell the operators of the extractor the request id.";

    private FailureReasons() {}

    static StateReason of(RuntimeException failure) {
        if (failure instanceof StorageException storage) {
            return ofStorage(storage.kind());
        }
        if (failure instanceof JobQueueException queue) {
            return queue.retryable()
                    ? new StateReason(ReasonCode.QUEUE_UNAVAILABLE, "The job queue did not answer. " + DROP_AGAIN)
                    : new StateReason(
                            ReasonCode.QUEUE_REFUSED, "The job queue did not accept the job. " + TELL_OPERATORS);
        }
        return new StateReason(ReasonCode.INTERNAL_ERROR, "The request could not be prepared. " + TELL_OPERATORS);
    }

    private static StateReason ofStorage(StorageException.Kind kind) {
        return switch (kind) {
            case UNAVAILABLE, CREDENTIALS_EXPIRED ->
                new StateReason(ReasonCode.STORAGE_UNAVAILABLE, "The storage did not answer. " + DROP_AGAIN);
            case ACCESS_DENIED ->
                new StateReason(
                        ReasonCode.ACCESS_DENIED,
                        "The extractor may not read or write where it must. " + TELL_OPERATORS);
            case NOT_FOUND, CHANGED, TOO_LARGE ->
                new StateReason(
                        ReasonCode.STORAGE_UNEXPECTED,
                        "Something in the storage is not as it should be. " + TELL_OPERATORS);
        };
    }
}
