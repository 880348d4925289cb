package org.eventextractor.core.lifecycle;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ReadCondition;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StoredObject;
import org.eventextractor.core.storage.WriteCondition;
import org.eventextractor.core.workspace.RequestPaths;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The status document of one request. Every change is a conditional write over the state that was read, so that of two
 * writers neither is lost, and a late writer cannot move the state back.
 *
 * <p>A status document belongs to the newest request of its key: an older request's writer leaves it alone.
 *
 * <p>Thread-safe.
 */
public final class StatusStore {

    private static final Logger log = LoggerFactory.getLogger(StatusStore.class);

    private static final String CONTENT_TYPE = "application/json";
    private static final long MAX_BYTES = 16 << 20;
    private static final int MAX_TRIES = 20;

    private final ObjectStore store;
    private final RequestPaths paths;
    private final Clock clock;

    public StatusStore(ObjectStore store, RequestPaths paths, Clock clock) {
        this.store = store;
        this.paths = paths;
        this.clock = clock;
    }

    /** The status as it stands; empty if there is none, or only another request's. */
    public Optional<RequestStatus> read() {
        return stored().flatMap(this::parsed).filter(this::isOurs);
    }

    /** Whether the status document belongs to another request of the same key. */
    public boolean isTakenOver() {
        return stored().flatMap(this::parsed).filter(status -> !isOurs(status)).isPresent();
    }

    /** As {@link #create(Instant)}, of a request that arrives now. */
    public void create() {
        create(clock.instant());
    }

    /**
     * Writes the first status of this request, over that of a request that arrived earlier; nothing happens if this
     * request has one, or if one that arrived later has.
     *
     * @param receivedAt when this request arrived
     * @throws StorageException {@code CHANGED} if others kept changing it
     */
    public void create(Instant receivedAt) {
        RequestStatus first = RequestStatus.received(paths.requestId(), receivedAt);
        if (!isWrittenUnseen(first)) {
            untilUnchanged(stored -> {
                Optional<RequestStatus> current = stored.flatMap(this::parsed);
                boolean stays = current.filter(status -> isOurs(status) || arrivedAfter(receivedAt, status))
                        .isPresent();
                return stays ? first : write(first, stored);
            });
        }
    }

    /** Most requests have no status yet: to look for one first would be a call in vain. */
    private boolean isWrittenUnseen(RequestStatus first) {
        try {
            write(first, Optional.empty());
            return true;
        } catch (StorageException e) {
            if (e.kind() != StorageException.Kind.CHANGED) {
                throw e;
            }
            return false;
        }
    }

    /**
     * Changes the status. Where there is none any more, or none that can be read, it begins anew; where a newer request
     * of the same key has taken its place, nothing is written.
     *
     * @param change makes the new status from the current one; may be called more than once
     * @return the status now in place: the changed one, or the current one where the change would move the state back.
     *     Where a newer request has taken its place, what the changed one would have been
     * @throws StorageException {@code CHANGED} if others kept changing it
     */
    public RequestStatus update(UnaryOperator<RequestStatus> change) {
        return untilUnchanged(stored -> changed(stored, change));
    }

    private RequestStatus changed(Optional<StoredObject> stored, UnaryOperator<RequestStatus> change) {
        RequestStatus fresh = RequestStatus.received(paths.requestId(), clock.instant());
        RequestStatus current = stored.flatMap(this::parsed).orElse(fresh);
        if (!isOurs(current)) {
            log.info("the status document belongs to a newer request of this key");
            return change.apply(fresh);
        }
        RequestStatus next = change.apply(current);
        if (!current.state().mayBecome(next.state())) {
            log.info("status stays {}: {} comes too late", current.state(), next.state());
            return current;
        }
        return write(next, stored);
    }

    /** Tries again, over what is stored then, as often as another writer was faster. */
    private RequestStatus untilUnchanged(Function<Optional<StoredObject>, RequestStatus> step) {
        for (int tries = 1; ; tries++) {
            try {
                return step.apply(stored());
            } catch (StorageException e) {
                if (e.kind() != StorageException.Kind.CHANGED || tries == MAX_TRIES) {
                    throw e;
                }
            }
        }
    }

    private RequestStatus write(RequestStatus next, Optional<StoredObject> over) {
        RequestStatus stamped = next.withTimeline(next.timeline().updatedAt(clock.instant()));
        WriteCondition unchanged = over.map(
                        object -> WriteCondition.ifMatch(object.summary().eTag()))
                .orElseGet(WriteCondition::ifAbsent);
        store.write(paths.status(), StatusCodec.write(stamped), CONTENT_TYPE, unchanged);
        return stamped;
    }

    private static boolean arrivedAfter(Instant receivedAt, RequestStatus status) {
        return status.timeline().createdAt().isAfter(receivedAt);
    }

    private boolean isOurs(RequestStatus status) {
        return status.requestId().equals(paths.requestId());
    }

    /** A document that somebody else wrote there, or damaged, must not keep a request from having a status. */
    private Optional<RequestStatus> parsed(StoredObject object) {
        try {
            return Optional.of(StatusCodec.read(object.bytes()));
        } catch (UncheckedIOException e) {
            log.warn("{} is not a status document", paths.status(), e);
            return Optional.empty();
        }
    }

    private Optional<StoredObject> stored() {
        try {
            return Optional.of(store.read(paths.status(), ReadCondition.any(), MAX_BYTES));
        } catch (StorageException e) {
            if (e.kind() == StorageException.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
