package org.eventextractor.core.lifecycle;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.workspace.RequestPaths;
import org.jspecify.annotations.Nullable;

/**
 * The status of one request. Every change is a conditional write over the status that was read, so that of two writers
 * neither is lost, and it moves only as {@link RequestState} allows.
 *
 * <p>The document beside the request belongs to the newest request of its key. Before it takes that place it copies the
 * status of the one before into the system's own folder, where that request's status is read and written from then on.
 *
 * <p>Thread-safe.
 */
public final class StatusStore {

    /** With the pauses between, some seconds: an array's thousands of shards share one status. */
    private static final int MAX_TRIES = 20;

    private static final long MIN_PAUSE_MILLIS = 5;
    private static final long MAX_PAUSE_MILLIS = 500;

    private final ObjectStore store;
    private final RequestPaths paths;
    private final Clock clock;
    private final StatusDocument besideRequest;
    private final StatusDocument archive;

    /** What this store has written last; null where it has to look. */
    private final AtomicReference<StatusDocument.@Nullable Sight> written = new AtomicReference<>();

    public StatusStore(ObjectStore store, RequestPaths paths, Clock clock) {
        this.store = store;
        this.paths = paths;
        this.clock = clock;
        this.besideRequest = new StatusDocument(store, paths.status(), clock);
        this.archive = new StatusDocument(store, paths.archivedStatus(), clock);
    }

    /** The status beside a request document: that of the newest request of its key; empty if there is none. */
    public static Optional<RequestStatus> newest(ObjectStore store, String requestKey, Clock clock) {
        return new StatusDocument(store, RequestPaths.statusOf(requestKey), clock)
                .look()
                .status();
    }

    /** The status as it stands; empty if there is none. */
    public Optional<RequestStatus> read() {
        return look().status();
    }

    /** Where the status is, or would be: beside the request, or in the system's own folder. */
    public String key() {
        return look().document().key();
    }

    /** As {@link #create(Instant)}, of a request that arrives now. */
    public void create() {
        create(clock.instant());
    }

    /**
     * Writes the first status of this request: beside it, unless a request that arrived later has its status there.
     * Nothing happens if this request has a status.
     *
     * @param receivedAt when this request arrived
     * @throws StorageException {@code UNAVAILABLE} if others kept changing it
     */
    public void create(Instant receivedAt) {
        RequestStatus first = RequestStatus.received(paths.requestId(), receivedAt);
        if (!isWrittenUnseen(first)) {
            untilUnchanged(() -> created(first));
        }
    }

    /**
     * Changes the status. Where there is none any more, or none that can be read, it begins anew.
     *
     * @param change makes the new status from the current one; may be called more than once
     * @return the status now in place: the changed one, or the current one where the change is no move that the table
     *     of states allows. Of a final status only warnings, estimate, callback attempts and links change
     * @throws StorageException {@code UNAVAILABLE} if others kept changing it
     */
    public RequestStatus update(UnaryOperator<RequestStatus> change) {
        return changedUnseen(change).orElseGet(() -> untilUnchanged(() -> changedOrAsItIs(look(), change)));
    }

    /**
     * As {@link #update}, by those who only add to a status: where there is none any more, or none that can be read,
     * nothing is written, and empty is returned.
     */
    public Optional<RequestStatus> amend(UnaryOperator<RequestStatus> change) {
        return changedUnseen(change)
                .or(() -> untilUnchanged(() -> {
                    StatusDocument.Sight seen = look();
                    return seen.status().map(status -> changedOrAsItIs(seen, change));
                }));
    }

    /**
     * Most often nobody else has written since: to look first would be a call in vain. Where nothing is written,
     * somebody may have, and what stands there now may allow the change.
     */
    private Optional<RequestStatus> changedUnseen(UnaryOperator<RequestStatus> change) {
        try {
            return Optional.ofNullable(written.getAndSet(null))
                    .flatMap(own -> changed(own, change))
                    .map(StatusStore::statusOf);
        } catch (StorageException e) {
            if (e.kind() != StorageException.Kind.CHANGED) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private RequestStatus changedOrAsItIs(StatusDocument.Sight seen, UnaryOperator<RequestStatus> change) {
        return statusOf(changed(seen, change).orElse(seen));
    }

    private Optional<StatusDocument.Sight> changed(StatusDocument.Sight seen, UnaryOperator<RequestStatus> change) {
        RequestStatus fresh = RequestStatus.received(paths.requestId(), clock.instant());
        Optional<StatusDocument.Sight> after =
                seen.move(change.apply(seen.status().orElse(fresh)));
        after.ifPresent(written::set);
        return after;
    }

    private static RequestStatus statusOf(StatusDocument.Sight sight) {
        return sight.status().orElseThrow();
    }

    /** The document that holds this request's status, or would. */
    private StatusDocument.Sight look() {
        StatusDocument.Sight beside = besideRequest.look();
        if (beside.isOf(paths.requestId())) {
            return beside;
        }
        StatusDocument.Sight archived = archive.look();
        boolean placeIsFree = beside.status().isEmpty() && archived.status().isEmpty();
        return placeIsFree ? beside : archived;
    }

    /** Most requests have no status yet. */
    private boolean isWrittenUnseen(RequestStatus first) {
        try {
            written.set(besideRequest.unseen().write(first));
            return true;
        } catch (StorageException e) {
            if (e.kind() != StorageException.Kind.CHANGED) {
                throw e;
            }
            return false;
        }
    }

    private RequestStatus created(RequestStatus first) {
        StatusDocument.Sight beside = besideRequest.look();
        StatusDocument.Sight ours = beside.isOf(paths.requestId()) ? beside : archive.look();
        if (ours.status().isPresent()) {
            return ours.status().get();
        }
        Optional<RequestStatus> other = beside.status();
        if (other.filter(status -> arrivedAfter(first, status)).isPresent()) {
            return statusOf(ours.write(first));
        }
        other.ifPresent(this::keep);
        return statusOf(beside.write(first));
    }

    /** Copies the status of an older request to where its writers will look for it once its place is taken. */
    private void keep(RequestStatus other) {
        RequestPaths itsPaths = new RequestPaths(paths.requestKey(), other.requestId(), paths.systemPrefix());
        StatusDocument.Sight kept = new StatusDocument(store, itsPaths.archivedStatus(), clock).look();
        if (kept.status().filter(status -> !isLater(other, status)).isEmpty()) {
            kept.copy(other);
        }
    }

    /** Whoever took the place meanwhile may have kept a later status: a stale copy must not move it back. */
    private static boolean isLater(RequestStatus status, RequestStatus kept) {
        return status.state() == kept.state()
                ? status.timeline().updatedAt().isAfter(kept.timeline().updatedAt())
                : kept.state().leadsTo(status.state());
    }

    private static boolean arrivedAfter(RequestStatus first, RequestStatus other) {
        return other.timeline().createdAt().isAfter(first.timeline().createdAt());
    }

    /** Tries again, with what is stored then, as often as another writer was faster. */
    private static <T> T untilUnchanged(Supplier<T> step) {
        for (int tries = 1; ; tries++) {
            try {
                return step.get();
            } catch (StorageException e) {
                if (e.kind() != StorageException.Kind.CHANGED) {
                    throw e;
                }
                if (tries == MAX_TRIES) {
                    throw new StorageException(StorageException.Kind.UNAVAILABLE, "others kept changing the status", e);
                }
                pause(tries);
            }
        }
    }

    /** Of many writers that were refused at once, not all may try again at once. */
    private static void pause(int tries) {
        long longest = Math.min(MAX_PAUSE_MILLIS, MIN_PAUSE_MILLIS << tries);
        LockSupport.parkNanos(
                TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextLong(longest)));
    }
}
