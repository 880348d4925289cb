package org.eventextractor.benchmarks.server;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A line that all answers share: who sends waits until those before are through. Thread-safe. */
final class Bandwidth {

    private static final double NANOS = 1e9;

    private final double nanosPerByte;
    private final AtomicLong freeAt = new AtomicLong(System.nanoTime());

    Bandwidth(long bytesPerSecond) {
        nanosPerByte = NANOS / bytesPerSecond;
    }

    void await(int bytes) {
        long needed = (long) (bytes * nanosPerByte);
        long end = freeAt.updateAndGet(free -> Math.max(free, System.nanoTime()) + needed);
        sleepUntil(end);
    }

    static void sleepUntil(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
