package org.eventextractor.lambda.intake;

import java.util.Optional;
import org.eventextractor.core.lifecycle.ReasonCode;
import org.eventextractor.core.lifecycle.StateReason;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.lambda.batch.JobQueueException;

/** Says to a researcher what an exception means for the request, and what to do. */
final class FailureReasons {

    private static final String BY_ITSELF = "The request is tried again by itself.";
    private static final String TELL_OPERATORS = "Tell the operators of the extractor the request id.";

    private FailureReasons() {}

    /** Why a request is tried again; empty if that would be in vain. */
    static Optional<StateReason> ifItMayHeal(RuntimeException failure) {
        if (failure instanceof StorageException storage && mayHeal(storage.kind())) {
            return Optional.of(
                    new StateReason(ReasonCode.STORAGE_UNAVAILABLE, "The storage did not answer. " + BY_ITSELF));
        }
        if (failure instanceof JobQueueException queue && queue.retryable()) {
            return Optional.of(
                    new StateReason(ReasonCode.QUEUE_UNAVAILABLE, "The job queue did not answer. " + BY_ITSELF));
        }
        return Optional.empty();
    }

    /** Why a request has failed. */
    static StateReason of(RuntimeException failure) {
        if (failure instanceof StorageException storage) {
            return ofStorage(storage.kind());
        }
        if (failure instanceof JobQueueException) {
            return new StateReason(ReasonCode.QUEUE_REFUSED, "The job queue did not accept the job. " + TELL_OPERATORS);
        }
        return new StateReason(ReasonCode.INTERNAL_ERROR, "The request could not be prepared. " + TELL_OPERATORS);
    }

    private static boolean mayHeal(StorageException.Kind kind) {
        return kind == StorageException.Kind.UNAVAILABLE || kind == StorageException.Kind.CREDENTIALS_EXPIRED;
    }

    private static StateReason ofStorage(StorageException.Kind kind) {
        return kind == StorageException.Kind.ACCESS_DENIED
                ? new StateReason(
                        ReasonCode.ACCESS_DENIED,
                        "The extractor may not read or write where it must. " + TELL_OPERATORS)
                : new StateReason(
                        ReasonCode.STORAGE_UNEXPECTED,
                        "Something in the storage is not as it should be. " + TELL_OPERATORS);
    }
}
