package org.eventextractor.core.lifecycle;

import java.util.Objects;
import java.util.Optional;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.json.MalformedDocumentException;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StoredObject;
import org.eventextractor.core.storage.WriteCondition;
import org.eventextractor.core.workspace.RequestPaths;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which job does a request. A request may come to be submitted twice, where whoever looked for its job by name looked
 * before Batch listed it: the job that starts first owns the request, for ever, and every other does nothing.
 *
 * <p>Thread-safe.
 */
public final class RequestOwner {

    private static final Logger log = LoggerFactory.getLogger(RequestOwner.class);

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
     * Makes a job the owner, unless there is one. Where the note of the owner is damaged no job becomes it: nobody can
     * tell whether the one it named is at work, and two would write the reports of the same slices. The request ends all
     * the same, with the job that its status names.
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
     * The job that owns the request; empty if none has started, or nobody can tell which.
     *
     * @throws StorageException if it cannot be read
     */
    public Optional<String> owner() {
        return requests.readIfThere(paths.owner(), MAX_BYTES).flatMap(RequestOwner::read);
    }

    private static Optional<String> read(StoredObject stored) {
        try {
            return Optional.of(Json.read(stored.bytes(), Owner.class).jobId());
        } catch (MalformedDocumentException e) {
            log.warn("the owner in {} cannot be understood", stored.summary().key(), e);
            return Optional.empty();
        }
    }

    private record Owner(String jobId) {
        Owner {
            Objects.requireNonNull(jobId, "an owner has a name");
        }
    }
}
