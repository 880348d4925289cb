package org.eventextractor.core.prepare;

import java.util.Optional;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.request.AcceptedRequest;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ReadCondition;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.WriteCondition;
import org.eventextractor.core.workspace.RequestPaths;

/**
 * Requests as understood, frozen by intake and read by whoever works on them.
 *
 * <p>Thread-safe.
 */
public final class AcceptedRequests {

    private static final String CONTENT_TYPE = "application/json";

    /** A request of a million users takes some 45 MB. */
    private static final long MAX_BYTES = 256L << 20;

    private final ObjectStore requests;

    /** @param requests the request bucket */
    public AcceptedRequests(ObjectStore requests) {
        this.requests = requests;
    }

    /** Freezes a request, over an earlier try at the same. */
    void write(RequestPaths paths, AcceptedRequest accepted) {
        requests.write(paths.acceptedRequest(), Json.write(accepted), CONTENT_TYPE, WriteCondition.always());
    }

    /**
     * Reads a frozen request.
     *
     * @throws StorageException {@code NOT_FOUND} if it was never accepted, or removed
     */
    public AcceptedRequest read(RequestPaths paths) {
        byte[] bytes = requests.read(paths.acceptedRequest(), ReadCondition.any(), MAX_BYTES)
                .bytes();
        return Json.read(bytes, AcceptedRequest.class);
    }

    /** As {@link #read}, of a request that may not have been accepted, or may be removed: empty then. */
    public Optional<AcceptedRequest> find(RequestPaths paths) {
        return requests.readIfThere(paths.acceptedRequest(), MAX_BYTES)
                .map(document -> Json.read(document.bytes(), AcceptedRequest.class));
    }
}
