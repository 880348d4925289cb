package org.eventextractor.lambda.callback;

import java.util.Objects;
import java.util.Optional;
import org.eventextractor.core.document.Results;
import org.eventextractor.core.document.ResultsCodec;
import org.eventextractor.core.document.Software;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.core.storage.StoredObject;

/**
 * Makes the body of a callback: the results that the job published, or where it came to none, that nothing is delivered
 * and why.
 *
 * <p>Thread-safe.
 *
 * @param requests the request bucket
 * @param software what says that nothing is delivered
 */
record ResultsBody(ObjectStore requests, Software software) {

    private static final long MAX_RESULTS_BYTES = 64L << 20;

    /** What to call a job that there never was. */
    private static final String NO_JOB = "";

    /**
     * The bytes of results.json; empty where it was published, and removed or replaced by something too large since.
     *
     * @throws StorageException if it cannot be read, though it may be there
     */
    Optional<byte[]> of(OwedCallback callback) {
        String published = callback.status().links().results();
        return published == null ? undelivered(callback) : published(published);
    }

    private static boolean deliveredNothing(RequestStatus status) {
        return status.state() == RequestState.FAILED || status.state() == RequestState.CANCELLED;
    }

    private Optional<byte[]> undelivered(OwedCallback callback) {
        RequestStatus status = callback.status();
        if (!deliveredNothing(status)) {
            return Optional.empty();
        }
        String jobId = Objects.requireNonNullElse(status.jobId(), NO_JOB);
        return Optional.of(ResultsCodec.write(
                Results.undelivered(jobId, callback.accepted(), status.state(), status.stateReason(), software)));
    }

    private Optional<byte[]> published(String uri) {
        try {
            return requests.readIfThere(StorageUri.parse(uri).key(), MAX_RESULTS_BYTES)
                    .map(StoredObject::bytes);
        } catch (StorageException e) {
            if (e.kind() != StorageException.Kind.TOO_LARGE) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
