package org.eventextractor.job;

import java.io.UncheckedIOException;
import org.eventextractor.core.lifecycle.StateReason;
import org.eventextractor.core.storage.StorageException;

/** Says why a job failed in words of the requester's; the log holds the engineer's. */
final class FailureReasons {

    private FailureReasons() {}

    static StateReason of(RuntimeException failure) {
        if (failure instanceof StorageException storage) {
            return of(storage.kind());
        }
        if (failure instanceof UncheckedIOException) {
            return new StateReason(
                    "localDisk",
                    "The job could not write its temporary files; its disk may be full. Ask whoever runs the deployment.");
        }
        return new StateReason(
                "internalError",
                "The job failed by a defect of its own, which its log describes. Ask whoever runs the deployment.");
    }

    private static StateReason of(StorageException.Kind kind) {
        return switch (kind) {
            case ACCESS_DENIED ->
                new StateReason(
                        "accessDenied",
                        "The job may not read or write what it needs in storage. Ask whoever runs the deployment.");
            case UNAVAILABLE ->
                new StateReason(
                        "storageUnavailable",
                        "Storage did not answer, after several tries. Drop the request again later.");
            case NOT_FOUND, CHANGED, TOO_LARGE ->
                new StateReason(
                        "requestFilesChanged",
                        "Files of this request were removed or changed while the job ran. Drop the request again.");
        };
    }
}
