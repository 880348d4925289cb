package org.eventextractor.core.storage.crt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests begin, first come first served but for those that come again, as many at once as {@link AdaptiveDepth} says. What waits here waits only
 * for requests under way, which always end: never for a caller.
 *
 * <p>Thread-safe.
 */
final class DepthGate {

    /** What an ended request tells of the server's load. */
    enum Load {
        SERVED,
        SLOW_DOWN,
        UNKNOWN
    }

    private final AdaptiveDepth depth;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final AtomicInteger calls = new AtomicInteger();
    private int underWay;

    DepthGate(AdaptiveDepth depth) {
        this.depth = depth;
    }

    /**
     * Queues a request.
     *
     * @param begin begins it, without waiting or throwing; may run at once, later, and on any thread that uses the gate
     */
    void enter(Runnable begin) {
        synchronized (this) {
            waiting.addLast(begin);
        }
        admitAll();
    }

    /** Queues a request that has waited before: it comes before those that have not. */
    void enterAgain(Runnable begin) {
        synchronized (this) {
            waiting.addFirst(begin);
        }
        admitAll();
    }

    /** A request that began has ended. */
    void leave(Load load) {
        synchronized (this) {
            underWay--;
            if (load != Load.UNKNOWN) {
                depth.answered(load == Load.SLOW_DOWN, !waiting.isEmpty());
            }
        }
        admitAll();
    }

    /** One thread at a time, which does the others' share: a request that ends while it begins must not recurse. */
    private void admitAll() {
        if (calls.getAndIncrement() > 0) {
            return;
        }
        int done = 1;
        do {
            for (Runnable next = admit(); next != null; next = admit()) {
                next.run();
            }
            done = calls.addAndGet(-done);
        } while (done > 0);
    }

    private synchronized @Nullable Runnable admit() {
        if (underWay >= depth.limit()) {
            return null;
        }
        Runnable next = waiting.poll();
        if (next != null) {
            underWay++;
        }
        return next;
    }
}
