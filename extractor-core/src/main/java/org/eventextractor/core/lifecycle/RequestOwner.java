package org.eventextractor.core.lifecycle;

import java.util.Optional;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.WriteCondition;
import org.eventextractor.core.workspace.RequestPaths;

/**
 * Which job does a request. A request may come to be submitted twice, where whoever looked for its job by name looked
 * before Batch listed it: the job that starts first owns the request, for ever, and every other does nothing.
 *
 * <p>Thread-safe.
 */
public final class RequestOwner {

    private static final String CONTENT_TYPE = "application/json";
    private static final long MAX_BYTES = 64 << 10;

    private final ObjectStore requests;
    private final RequestPaths paths;

    /**
     * @param requests the request bucket
     * @param paths of the request
     */
    public RequestOwner(ObjectStore requests, RequestPaths paths) {
        this.requests = requests;
        this.paths = paths;
    }

    /**
     * Makes a job the owner, unless there is one.
     *
     * @param jobId the job; of an array the parent, whose shards are one job
     * @return whether this job owns the request, now or since before
     * @throws StorageException if the owner can be neither written nor read
     */
    public boolean take(String jobId) {
        try {
            byte[] document = Json.write(new Owner(jobId));
            requests.write(paths.owner(), document, CONTENT_TYPE, WriteCondition.ifAbsent());
            return true;
        } catch (StorageException e) {
            if (e.kind() != StorageException.Kind.CHANGED) {
                throw e;
            }
            return owner().filter(jobId::equals).isPresent();
        }
    }

    /**
     * The job that owns the request; empty if none has started.
     *
     * @throws StorageException if it cannot be read
     */
    public Optional<String> owner() {
        return requests.readIfThere(paths.owner(), MAX_BYTES)
                .map(document -> Json.read(document.bytes(), Owner.class).jobId());
    }

    private record Owner(String jobId) {}
}
