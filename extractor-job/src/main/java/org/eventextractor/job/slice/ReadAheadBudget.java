package org.eventextractor.job.slice;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How much of the source may be held at once, by all slices together: so many objects, so many bytes.
 *
 * <p>Thread-safe. A slice that holds nothing may wait for its share; one that holds something must not, or two slices
 * could wait for each other. Whoever waits comes first: a slice that holds something gets no more until then, so that a
 * large object is not kept waiting by many small ones.
 */
public final class ReadAheadBudget {

    private static final int UNIT_BYTES = 1024;

    private final Semaphore objects;
    private final Semaphore units;
    private final int allUnits;

    /**
     * @param objects at least 1
     * @param bytes an object larger than this takes all of it
     */
    public ReadAheadBudget(int objects, long bytes) {
        this.objects = new Semaphore(objects, true);
        this.allUnits = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / UNIT_BYTES));
        this.units = new Semaphore(allUnits, true);
    }

    /** Waits for the share of one object. */
    void reserve(long bytes) throws InterruptedException {
        objects.acquire();
        try {
            units.acquire(units(bytes));
        } catch (InterruptedException e) {
            objects.release();
            throw e;
        }
    }

    /** Takes the share of one object if it is to be had now and nobody waits for theirs. */
    boolean tryReserve(long bytes) throws InterruptedException {
        if (!taken(objects, 1)) {
            return false;
        }
        if (taken(units, units(bytes))) {
            return true;
        }
        objects.release();
        return false;
    }

    /** Gives back the share of one object. */
    void release(long bytes) {
        units.release(units(bytes));
        objects.release();
    }

    /** Without a time to wait, {@code tryAcquire} would overtake whoever waits. */
    private static boolean taken(Semaphore permits, int wanted) throws InterruptedException {
        return permits.tryAcquire(wanted, 0, TimeUnit.SECONDS);
    }

    private int units(long bytes) {
        return (int) Math.min(allUnits, bytes / UNIT_BYTES + 1);
    }
}
