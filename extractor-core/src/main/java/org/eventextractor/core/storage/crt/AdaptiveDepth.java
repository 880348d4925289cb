package org.eventextractor.core.storage.crt;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How many requests should be under way: grown step by step while that brings more answers a second, halved when the
 * server asks for fewer.
 *
 * <p>Answers are counted in windows, each long enough to hold an answer of every request under way. A step that did not
 * pay is taken back, and after a rest tried again, for the network may have changed.
 *
 * <p>Not thread-safe.
 */
final class AdaptiveDepth {

    private static final int STEPS = 8;
    private static final double WORTHWHILE = 1.05;
    private static final int REST_WINDOWS = 20;
    private static final long MIN_WINDOW_NANOS = Duration.ofMillis(50).toNanos();
    private static final long SLOWED_NANOS = 4 * MIN_WINDOW_NANOS;

    private final int most;
    private final int step;
    private final LongSupplier nanoClock;
    private int limit;
    private double rateBefore;
    private int rest;
    private int answers;
    private boolean windowFull = true;
    private long windowStart;
    private long slowedAt;

    /**
     * @param most the limit never exceeds it; at least 1
     * @param nanoClock as {@link System#nanoTime}
     */
    AdaptiveDepth(int most, LongSupplier nanoClock) {
        this.most = most;
        this.step = Math.max(1, most / STEPS);
        this.limit = step;
        this.nanoClock = nanoClock;
        this.windowStart = nanoClock.getAsLong();
        this.slowedAt = windowStart - SLOWED_NANOS;
    }

    /** How many requests may be under way now; 1 or more. */
    int limit() {
        return limit;
    }

    /**
     * A request was answered.
     *
     * @param othersWait whether more requests would be under way if the limit allowed: only then does it matter
     */
    void answered(boolean othersWait) {
        answers++;
        windowFull &= othersWait;
        long elapsed = nanoClock.getAsLong() - windowStart;
        if (answers >= limit && elapsed >= MIN_WINDOW_NANOS) {
            if (windowFull) {
                adapt((double) answers / elapsed);
            }
            beginWindow();
        }
    }

    /** The server asks for fewer requests. What was under way together and is refused together counts as once. */
    void slowDown() {
        long now = nanoClock.getAsLong();
        if (now - slowedAt < SLOWED_NANOS) {
            return;
        }
        slowedAt = now;
        limit = Math.max(1, limit / 2);
        rest();
        beginWindow();
    }

    private void adapt(double rate) {
        if (rest > 0) {
            rest--;
        } else if (rate < rateBefore * WORTHWHILE) {
            limit = Math.max(1, limit - step);
            rest();
        } else {
            int before = limit;
            limit = Math.min(most, limit + step);
            rateBefore = limit > before ? rate : 0;
        }
    }

    private void rest() {
        rest = REST_WINDOWS;
        rateBefore = 0;
    }

    private void beginWindow() {
        answers = 0;
        windowFull = true;
        windowStart = nanoClock.getAsLong();
    }
}
