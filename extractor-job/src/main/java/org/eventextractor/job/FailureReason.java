package org.eventextractor.job;

import java.io.UncheckedIOException;
import org.eventextractor.core.json.MalformedDocumentException;
import org.eventextractor.core.lifecycle.ReasonCode;
import org.eventextractor.core.lifecycle.StateReason;
import org.eventextractor.core.storage.StorageException;

/**
 * Why an attempt failed, in words of the requester's; the log holds the engineer's.
 *
 * @param code for programs
 * @param what happened, as a sentence
 * @param advice what to do if no attempt follows, as a sentence
 * @param mayHeal whether an attempt later, or on another machine, may do better
 */
record FailureReason(ReasonCode code, String what, String advice, boolean mayHeal) {

    private static final String ASK = "Ask whoever runs the deployment.";

    /** Codecs unpack their native code into the temporary folder, and do not load where that takes no more. */
    static FailureReason of(RuntimeException failure) {
        if (failure instanceof StorageException storage) {
            return of(storage.kind());
        }
        if (failure instanceof MalformedDocumentException) {
            return of(StorageException.Kind.CHANGED);
        }
        if (failure.getCause() instanceof OutOfMemoryError) {
            return lasting(ReasonCode.OUT_OF_MEMORY, "The job needed more memory than it had.", ASK);
        }
        if (failure instanceof UncheckedIOException || failure.getCause() instanceof LinkageError) {
            return lasting(
                    ReasonCode.LOCAL_DISK, "The job could not write its temporary files; its disk may be full.", ASK);
        }
        return lasting(
                ReasonCode.INTERNAL_ERROR, "The job failed by a defect of its own, which its log describes.", ASK);
    }

    /** For the status of a request whose last attempt this was. */
    StateReason last() {
        return new StateReason(code, what + " " + advice);
    }

    /** For the status of a request of which another attempt follows. */
    StateReason retrying(JobAttempt failed) {
        return new StateReason(
                ReasonCode.RETRYING,
                what + " Attempt " + (failed.attempt() + 1) + " of " + failed.attempts()
                        + " follows by itself and goes on with what is done.");
    }

    private static FailureReason of(StorageException.Kind kind) {
        return switch (kind) {
            case ACCESS_DENIED ->
                lasting(ReasonCode.ACCESS_DENIED, "The job may not read or write what it needs in storage.", ASK);
            case CREDENTIALS_EXPIRED ->
                healing(
                        ReasonCode.CREDENTIALS_EXPIRED,
                        "The job's credentials ended before its work, or its clock is wrong.");
            case UNAVAILABLE -> healing(ReasonCode.STORAGE_UNAVAILABLE, "Storage did not answer, after several tries.");
            case NOT_FOUND, CHANGED, TOO_LARGE ->
                lasting(
                        ReasonCode.REQUEST_FILES_CHANGED,
                        "Files of this request were removed or changed while the job ran.",
                        "Drop the request again.");
        };
    }

    private static FailureReason healing(ReasonCode code, String what) {
        return new FailureReason(code, what, "Drop the request again later.", true);
    }

    private static FailureReason lasting(ReasonCode code, String what, String advice) {
        return new FailureReason(code, what, advice, false);
    }
}
