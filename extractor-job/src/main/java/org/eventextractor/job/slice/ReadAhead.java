package org.eventextractor.job.slice;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.eventextractor.core.plan.SourceObject;
import org.eventextractor.job.fetch.FetchedObject;
import org.eventextractor.job.fetch.ObjectFetcher;
import org.eventextractor.job.scan.EventScanner;
import org.eventextractor.job.scan.ScannedObject;
import org.eventextractor.job.scan.UnreadableObjectException;

/**
 * Fetches and scans the objects of one slice ahead of its writer, as far as the budget goes, and hands them on in the
 * plan's order: so the output does not depend on which request or thread was fastest.
 *
 * <p>Not thread-safe: used by the one thread that writes the slice.
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

    private record Pending(SourceObject source, CompletableFuture<ScannedObject> scanned) {}

    private final ObjectFetcher fetcher;
    private final EventScanner scanner;
    private final Executor scanThreads;
    private final ReadAheadBudget budget;

    ReadAhead(ObjectFetcher fetcher, EventScanner scanner, Executor scanThreads, ReadAheadBudget budget) {
        this.fetcher = fetcher;
        this.scanner = scanner;
        this.scanThreads = scanThreads;
        this.budget = budget;
    }

    /**
     * Hands every object to the consumer, in order; its share of the budget is given back when the consumer returns.
     */
    void drain(List<SourceObject> objects, Consumer consumer) throws InterruptedException {
        Iterator<SourceObject> remaining = objects.iterator();
        Deque<Pending> window = new ArrayDeque<>();
        SourceObject next = remaining.hasNext() ? remaining.next() : null;
        try {
            while (next != null || !window.isEmpty()) {
                while (next != null && reserve(next, window.isEmpty())) {
                    window.add(begin(next));
                    next = remaining.hasNext() ? remaining.next() : null;
                }
                Pending first = window.getFirst();
                consumer.accept(first.source(), first.scanned());
                budget.release(window.removeFirst().source().size());
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

    private Pending begin(SourceObject source) {
        return new Pending(source, fetcher.fetch(source).thenApplyAsync(this::scan, scanThreads));
    }

    private ScannedObject scan(FetchedObject object) {
        try {
            return scanner.scan(object);
        } catch (UnreadableObjectException e) {
            throw new CompletionException(e);
        }
    }

    private void abandon(Pending pending) {
        pending.scanned().cancel(true);
        budget.release(pending.source().size());
    }
}
