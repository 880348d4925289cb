package org.eventextractor.core.storage.crt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets requests begin, first come first served but for those that come again, as many at once as {@link AdaptiveDepth}
 * says. What waits here waits only for requests under way, which always end: never for a caller.
 *
 * <p>Thread-safe.
 */
final class DepthGate {

    private static final Logger log = LoggerFactory.getLogger(DepthGate.class);

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
     * @param begin begins it, without waiting; may run at once, later, and on any thread that uses the gate; if it
     *     throws, the request has not begun, and its place is free again
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
                begin(next);
            }
            done = calls.addAndGet(-done);
        } while (done > 0);
    }

    /** What one request throws concerns neither the caller, who may be another request, nor those that wait. */
    private void begin(Runnable request) {
        try {
            request.run();
        } catch (RuntimeException | Error e) {
            giveBackPlace();
            log.error("a request could not begin", e);
        }
    }

    private synchronized void giveBackPlace() {
        underWay--;
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
