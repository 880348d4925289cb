package org.eventextractor.lambda.closing;

import java.time.Clock;
import java.time.Instant;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.lifecycle.OpenRequests;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.lifecycle.StatusStore;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.WriteCondition;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.lambda.callback.CallbackOutlet;
import org.eventextractor.lambda.callback.OwedCallbacks;
import org.eventextractor.lambda.notify.Notice;
import org.eventextractor.lambda.notify.Notifier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what is left when a request has reached its end: sees to the callback it owes, notes that its end is told, tells
 * people, and takes it off the list of open requests. Whatever dies on the way, the next to come does the rest, whether
 * a doubled event or the sweep.
 *
 * <p>The callback is seen to at least once, and a receiver can drop doubles by its id. People are told at most once, by
 * whoever writes the note: of two at the same time one, and none if that one dies right after it.
 *
 * <p>Thread-safe.
 */
public final class Closing {

    private static final Logger log = LoggerFactory.getLogger(Closing.class);

    private static final String CONTENT_TYPE = "application/json";

    private final ObjectStore requests;
    private final CallbackOutlet outlet;
    private final Notifier notifier;
    private final Clock clock;
    private final OwedCallbacks callbacks;
    private final OpenRequests open;

    /** @param requests the request bucket */
    public Closing(ObjectStore requests, CallbackOutlet outlet, Notifier notifier, Clock clock) {
        this.requests = requests;
        this.outlet = outlet;
        this.notifier = notifier;
        this.clock = clock;
        this.callbacks = new OwedCallbacks(requests);
        this.open = new OpenRequests(requests);
    }

    /** Whether the end of a request was told: then nothing that is heard of it matters any more. */
    public boolean isClosed(RequestPaths paths) {
        return requests.find(paths.closed()).isPresent();
    }

    /**
     * Closes a request. Of one that is closed nothing is told again.
     *
     * @param status its final status
     * @throws RuntimeException if something is left to do: the same call must come again
     */
    public void close(RequestPaths paths, RequestStatus status) {
        if (!isClosed(paths)) {
            callbacks.find(paths, status).ifPresent(outlet::send);
            Notice notice = EndNotice.of(requests.root(), paths, status, statusKey(paths));
            if (note(paths, status.state())) {
                log.info("request {} ended as {}", paths.requestId(), status.state());
                notifier.tell(notice);
            }
        }
        open.remove(paths);
    }

    /**
     * Closes a request of which nobody knows any more how it ended, and so whom to call back. People are told of it.
     *
     * @throws RuntimeException if something is left to do: the same call must come again
     */
    public void closeUntold(RequestPaths paths) {
        if (note(paths, null)) {
            notifier.tell(EndNotice.ofUnknown(requests.root(), paths));
        }
        open.remove(paths);
    }

    private String statusKey(RequestPaths paths) {
        return new StatusStore(requests, paths, clock).key();
    }

    /** Whether it was us who wrote the note. */
    private boolean note(RequestPaths paths, @Nullable RequestState state) {
        byte[] note = Json.write(new Note(state, clock.instant()));
        try {
            requests.write(paths.closed(), note, CONTENT_TYPE, WriteCondition.ifAbsent());
            return true;
        } catch (StorageException e) {
            if (e.kind() != StorageException.Kind.CHANGED) {
                throw e;
            }
            return false;
        }
    }

    /**
     * Says that an end is told.
     *
     * @param state the end; null if nobody knows it any more
     * @param at when
     */
    private record Note(@Nullable RequestState state, Instant at) {}
}
