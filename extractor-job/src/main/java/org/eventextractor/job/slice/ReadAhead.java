package org.eventextractor.job.slice;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.eventextractor.core.plan.SourceObject;
import org.eventextractor.job.fetch.FetchedObject;
import org.eventextractor.job.fetch.ObjectFetcher;
import org.eventextractor.job.scan.EventScanner;
import org.eventextractor.job.scan.ScannedObject;

/**
 * Fetches and scans the objects of one slice ahead of its writer, as far as the budgets go, and hands them on in the
 * plan's order: so the output does not depend on which request or thread was fastest, or on what was scanned ahead.
 *
 * <p>Not thread-safe: used once, by the one thread that writes the slice.
 */
final class ReadAhead {

    /** Takes the objects of a slice, one after the other. */
    @FunctionalInterface
    interface Consumer {
        /**
         * Takes the next object.
         *
         * @param scanned completes with the object, or with what went wrong
         */
        void accept(SourceObject source, CompletableFuture<ScannedObject> scanned) throws InterruptedException;
    }

    private final ObjectFetcher fetcher;
    private final EventScanner scanner;
    private final Executor scanThreads;
    private final ReadAheadBudget budget;
    private final DecodedBudget decoded;
    /** As their fetches ended; the writer may have scanned some of them since. */
    private final Queue<PendingObject> fetched = new ConcurrentLinkedQueue<>();

    ReadAhead(
            ObjectFetcher fetcher,
            EventScanner scanner,
            Executor scanThreads,
            ReadAheadBudget budget,
            DecodedBudget decoded) {
        this.fetcher = fetcher;
        this.scanner = scanner;
        this.scanThreads = scanThreads;
        this.budget = budget;
        this.decoded = decoded;
    }

    /**
     * Hands every object to the consumer, in order; its share of the budgets is given back when the consumer returns.
     */
    void drain(List<SourceObject> objects, Consumer consumer) throws InterruptedException {
        Iterator<SourceObject> remaining = objects.iterator();
        Deque<PendingObject> window = new ArrayDeque<>();
        SourceObject next = remaining.hasNext() ? remaining.next() : null;
        try {
            while (next != null || !window.isEmpty()) {
                while (next != null && reserve(next, window.isEmpty())) {
                    window.add(begin(next));
                    next = remaining.hasNext() ? remaining.next() : null;
                }
                PendingObject first = window.getFirst();
                if (first.scanInTurn()) {
                    letGo(first);
                }
                consumer.accept(first.source(), first.scanned());
                release(window.removeFirst());
            }
        } finally {
            window.forEach(this::abandon);
        }
    }

    /** Waits only while this slice holds nothing: see {@link ReadAheadBudget}. */
    private boolean reserve(SourceObject object, boolean holdsNothing) throws InterruptedException {
        if (holdsNothing) {
            budget.reserve(object.size());
            return true;
        }
        return budget.tryReserve(object.size());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the writer waits for the object itself
    private PendingObject begin(SourceObject source) {
        CompletableFuture<FetchedObject> bytes = fetcher.fetch(source);
        PendingObject pending = new PendingObject(source, bytes, scanner, decoded);
        bytes.whenCompleteAsync(
                (object, failure) -> {
                    fetched.add(pending);
                    if (pending.isBegun()) {
                        letGo(pending);
                    }
                    scanNext();
                },
                scanThreads);
        return pending;
    }

    /** Scans one object, if the budget allows; which it did not may be next when something was given back. */
    private void scanNext() {
        boolean ended = false;
        while (!ended && decoded.isOpen()) {
            PendingObject next = fetched.poll();
            ended = next == null || next.scan();
        }
    }

    private void release(PendingObject taken) {
        taken.release();
        budget.release(taken.source().size());
        if (isAnyUnscanned()) {
            scanThreads.execute(this::scanNext);
        }
    }

    /**
     * The writer has scanned it, maybe before it was added: else it would be held until all that were fetched before it
     * are taken.
     */
    private void letGo(PendingObject scannedInTurn) {
        fetched.remove(scannedInTurn);
    }

    /** Lets go of those that came first and were scanned in their turn. */
    private boolean isAnyUnscanned() {
        PendingObject first = fetched.peek();
        while (first != null && first.isBegun()) {
            fetched.remove(first);
            first = fetched.peek();
        }
        return first != null;
    }

    private void abandon(PendingObject pending) {
        pending.giveUp();
        budget.release(pending.source().size());
    }
}
