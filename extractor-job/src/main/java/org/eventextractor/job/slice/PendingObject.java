package org.eventextractor.job.slice;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.eventextractor.core.plan.SourceObject;
import org.eventextractor.job.fetch.FetchedObject;
import org.eventextractor.job.scan.EventScanner;
import org.eventextractor.job.scan.ScannedObject;
import org.eventextractor.job.scan.UnreadableObjectException;
import org.jspecify.annotations.Nullable;

/**
 * An object of a slice from when it is asked for until its writer is done with it. It is scanned once, by who comes
 * first: a thread that scans ahead, or the writer in its turn.
 *
 * <p>Thread-safe.
 */
final class PendingObject {

    private final SourceObject source;
    private final EventScanner scanner;
    private final DecodedBudget budget;
    /** Null once the scan was begun, so that the bytes are free when it ends, or the object was given up. */
    private final AtomicReference<@Nullable CompletableFuture<FetchedObject>> unscanned;

    private final CompletableFuture<ScannedObject> scanned = new CompletableFuture<>();

    /** @param fetched completes with the object */
    PendingObject(
            SourceObject source, CompletableFuture<FetchedObject> fetched, EventScanner scanner, DecodedBudget budget) {
        this.source = source;
        this.scanner = scanner;
        this.budget = budget;
        unscanned = new AtomicReference<>(fetched);
    }

    SourceObject source() {
        return source;
    }

    /** Completes with the object, or with what went wrong, once somebody has scanned it. */
    CompletableFuture<ScannedObject> scanned() {
        return scanned;
    }

    /** Whether the scan was begun, or the object was given up. */
    boolean isBegun() {
        return unscanned.get() == null;
    }

    /**
     * Scans the object, whose fetch has ended.
     *
     * @return false if that was begun already, or the object was given up
     */
    boolean scan() {
        CompletableFuture<FetchedObject> fetched = unscanned.getAndSet(null);
        if (fetched == null) {
            return false;
        }
        try {
            handOn(scanner.scan(fetched.join()));
        } catch (UnreadableObjectException | RuntimeException | Error failure) {
            scanned.completeExceptionally(failure);
        }
        return true;
    }

    /**
     * Waits until the object is fetched, and scans it if nobody has begun to.
     *
     * @return whether it did
     */
    boolean scanInTurn() throws InterruptedException {
        CompletableFuture<FetchedObject> fetching = unscanned.get();
        if (fetching == null) {
            return false;
        }
        awaitEnd(fetching);
        return scan();
    }

    /** Gives back its share of the budget; the scan has ended. */
    void release() {
        if (!scanned.isCompletedExceptionally()) {
            budget.release(scanned.join().heldBytes());
        }
    }

    /** Gives the object up, whatever has become of it; a scan under way gives its share back by itself. */
    void giveUp() {
        unscanned.set(null);
        if (!scanned.cancel(true)) {
            release();
        }
    }

    private void handOn(ScannedObject object) {
        budget.take(object.heldBytes());
        if (!scanned.complete(object)) {
            budget.release(object.heldBytes());
        }
    }

    private static void awaitEnd(CompletableFuture<FetchedObject> fetching) throws InterruptedException {
        try {
            fetching.get();
        } catch (ExecutionException | CancellationException failure) {
            // the scan hands it on
        }
    }
}
