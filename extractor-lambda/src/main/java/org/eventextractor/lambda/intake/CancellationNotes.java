package org.eventextractor.lambda.intake;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.json.MalformedDocumentException;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StoredObject;
import org.eventextractor.core.storage.WriteCondition;
import org.eventextractor.core.workspace.Claim;
import org.eventextractor.core.workspace.RequestPaths;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What cancellations leave in the system's own folder, so that each ends one request, however often and in whatever
 * order events come: which request it is meant for, and, where its upload was not seen yet, that the request made of it
 * is to be ended. A note that cannot be understood counts as none. Notes stay until the bucket's lifecycle removes them.
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
        String key = RequestPaths.cancellationTarget(cancellationId);
        return stored(key).flatMap(note -> read(note, Target.class)).map(Target::requestId);
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
     * Notes that a cancellation waits for the request that is made of an upload. Of several, the latest is kept.
     *
     * @param eTag of the upload
     * @param at when the cancellation arrived
     * @throws StorageException {@code ACCESS_DENIED}, {@code UNAVAILABLE}, or {@code CHANGED} if another cancellation
     *     is noted at this moment: the event must come again
     */
    void await(String requestKey, String eTag, String cancellationId, Instant at) {
        String key = RequestPaths.awaitedUpload(requestKey, eTag);
        Optional<StoredObject> stored = stored(key);
        boolean later = stored.flatMap(note -> read(note, Awaited.class))
                .filter(awaited -> !awaited.at().isBefore(at))
                .isPresent();
        if (!later) {
            WriteCondition asSeen = stored.map(
                            note -> WriteCondition.ifMatch(note.summary().eTag()))
                    .orElseGet(WriteCondition::ifAbsent);
            requests.write(key, Json.write(new Awaited(cancellationId, at)), CONTENT_TYPE, asSeen);
        }
    }

    /**
     * Aims the cancellation that waits for a request, if one does, at it.
     *
     * @return whether this request is to be ended
     * @throws StorageException {@code ACCESS_DENIED} or {@code UNAVAILABLE}
     */
    boolean aimWaitingAt(Claim request) {
        return stored(RequestPaths.awaitedUpload(request.requestKey(), request.eTag()))
                .flatMap(note -> read(note, Awaited.class))
                .filter(awaited -> !request.receivedAt().isAfter(awaited.at()))
                .filter(awaited ->
                        aim(awaited.cancellationId(), request.requestId()).equals(request.requestId()))
                .isPresent();
    }

    private Optional<StoredObject> stored(String key) {
        return requests.readIfThere(key, MAX_BYTES);
    }

    private static <T> Optional<T> read(StoredObject note, Class<T> type) {
        try {
            return Optional.of(Json.read(note.bytes(), type));
        } catch (MalformedDocumentException e) {
            log.warn("{} cannot be understood", note.summary().key(), e);
            return Optional.empty();
        }
    }

    /**
     * Which request a cancellation is meant for.
     *
     * @param requestId the request's
     */
    private record Target(String requestId) {
        private Target {
            Objects.requireNonNull(requestId, "a target is a request");
        }
    }

    /**
     * A cancellation waits for the request of an upload.
     *
     * @param cancellationId the cancellation's
     * @param at when it arrived
     */
    private record Awaited(String cancellationId, Instant at) {
        private Awaited {
            Objects.requireNonNull(cancellationId, "a cancellation has an id");
            Objects.requireNonNull(at, "a cancellation tells when it arrived");
        }
    }
}
