package org.eventextractor.core.lifecycle;

import java.time.Clock;
import java.util.Optional;
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
        return stored().map(object -> StatusCodec.read(object.bytes())).filter(this::isOurs);
    }

    /** Writes the first status of this request, over that of an older request; nothing happens if there is one. */
    public void create() {
        if (read().isEmpty()) {
            byte[] first = StatusCodec.write(RequestStatus.received(paths.requestId(), clock.instant()));
            store.write(paths.status(), first, CONTENT_TYPE, WriteCondition.always());
        }
    }

    /**
     * Changes the status. Where there is none any more it begins anew; where a newer request of the same key has taken
     * its place, nothing is written.
     *
     * @param change makes the new status from the current one; may be called more than once
     * @return the status now in place: the changed one, or the current one where the change would move the state back
     * @throws StorageException {@code CHANGED} if others kept changing it
     */
    public RequestStatus update(UnaryOperator<RequestStatus> change) {
        for (int tries = 1; ; tries++) {
            Optional<StoredObject> stored = stored();
            RequestStatus current = stored.map(object -> StatusCodec.read(object.bytes()))
                    .orElseGet(() -> RequestStatus.received(paths.requestId(), clock.instant()));
            if (!isOurs(current)) {
                log.info("the status document belongs to a newer request of this key");
                return change.apply(RequestStatus.received(paths.requestId(), clock.instant()));
            }
            RequestStatus next = change.apply(current);
            if (!current.state().mayBecome(next.state())) {
                log.info("status stays {}: {} comes too late", current.state(), next.state());
                return current;
            }
            try {
                return write(next, stored);
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

    private boolean isOurs(RequestStatus status) {
        return status.requestId().equals(paths.requestId());
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
