package org.eventextractor.job.slice;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory all slices together may have in objects that are scanned and not taken by their writers yet: in
 * decoded rows, in tables of users.
 *
 * <p>What an object takes is known only once it is scanned, so no scan is begun when all is taken, and one that was
 * begun takes whatever it needs: there is never more than the budget and one object for each thread that scans. Nobody
 * waits for it, for an object that is not scanned ahead is scanned by its writer, in its turn.
 *
 * <p>Thread-safe.
 */
public final class DecodedBudget {

    private final AtomicLong free;

    /** @param bytes at least 1 */
    public DecodedBudget(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("a budget needs 1 byte at least: " + bytes);
        }
        free = new AtomicLong(bytes);
    }

    /** Whether anything is left, so that another object may be scanned ahead. */
    boolean isOpen() {
        return free.get() > 0;
    }

    /** Takes what an object needs, be it there or not. */
    void take(long bytes) {
        free.addAndGet(-bytes);
    }

    /** Gives back what was taken. */
    void release(long bytes) {
        free.addAndGet(bytes);
    }
}
