package org.eventextractor.lambda.intake;

import java.time.Instant;
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
 * What cancellations leave in the system's own folder, so that each ends one request, however often and in whatever
 * order events come: which request it is meant for, and, where that was not seen yet, that it is to be ended when it is.
 * A note that cannot be understood counts as none.
 *
 * <p>Thread-safe.
 */
final class CancellationNotes {

    private static final Logger log = LoggerFactory.getLogger(CancellationNotes.class);

    private static final String CONTENT_TYPE = "application/json";
    private static final long MAX_BYTES = 64 << 10;

    private final ObjectStore requests;

    /** @param requests the request bucket */
    CancellationNotes(ObjectStore requests) {
        this.requests = requests;
    }

    /**
     * The id of the request that a cancellation was found to be meant for; empty if none was found yet.
     *
     * @throws StorageException {@code ACCESS_DENIED} or {@code UNAVAILABLE}
     */
    Optional<String> target(String cancellationId) {
        return read(RequestPaths.cancellationTarget(cancellationId), Target.class)
                .map(Target::requestId);
    }

    /**
     * Notes which request a cancellation is meant for.
     *
     * @return that request's id; where another delivery was faster, the one which that has noted
     * @throws StorageException {@code ACCESS_DENIED} or {@code UNAVAILABLE}
     */
    String aim(String cancellationId, String requestId) {
        String key = RequestPaths.cancellationTarget(cancellationId);
        try {
            requests.write(key, Json.write(new Target(requestId)), CONTENT_TYPE, WriteCondition.ifAbsent());
            return requestId;
        } catch (StorageException e) {
            if (e.kind() != StorageException.Kind.CHANGED) {
                throw e;
            }
            return target(cancellationId).orElse(requestId);
        }
    }

    /**
     * Notes that requests of a key that arrived by a moment are to be ended before they are submitted. The note stays:
     * those that arrive later do not heed it.
     *
     * @param by included
     * @throws StorageException {@code ACCESS_DENIED} or {@code UNAVAILABLE}
     */
    void awaitRequest(String requestKey, Instant by) {
        String key = RequestPaths.awaitedRequest(requestKey);
        requests.write(key, Json.write(new Awaited(requestKey, by)), CONTENT_TYPE, WriteCondition.always());
    }

    /**
     * Whether a cancellation waits for a request.
     *
     * @param receivedAt when the request arrived
     * @throws StorageException {@code ACCESS_DENIED} or {@code UNAVAILABLE}
     */
    boolean awaits(String requestKey, Instant receivedAt) {
        return read(RequestPaths.awaitedRequest(requestKey), Awaited.class)
                .map(Awaited::by)
                .filter(by -> !receivedAt.isAfter(by))
                .isPresent();
    }

    private <T> Optional<T> read(String key, Class<T> type) {
        Optional<StoredObject> stored = requests.readIfThere(key, MAX_BYTES);
        try {
            return stored.map(document -> Json.read(document.bytes(), type));
        } catch (MalformedDocumentException e) {
            log.warn("{} cannot be understood", key, e);
            return Optional.empty();
        }
    }

    /**
     * Which request a cancellation is meant for.
     *
     * @param requestId the request's
     */
    private record Target(String requestId) {}

    /**
     * A cancellation came before its request was seen.
     *
     * @param requestKey of the request
     * @param by when the cancellation arrived
     */
    private record Awaited(String requestKey, Instant by) {}
}
