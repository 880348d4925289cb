package org.eventextractor.core.storage.crt;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How many requests should be under way: grown step by step while that brings more answers a second, cut when the
 * server refuses more than a few of them.
 *
 * <p>Answers are counted in windows, each long enough to hold an answer of every request under way. A window takes the
 * limit down at most once, in proportion to the share that was refused: all refused halves it, a few leave it nearly as
 * it is, and a stray refusal is no sign of load at all. Answers to what was sent before a cut tell nothing of the cut.
 * Once refusals end, the limit doubles up to where they began, rests there, and then grows again by steps, each now
 * spread over several windows. A step that did not pay is taken back, and after a rest tried again, for the network may
 * have changed.
 *
 * <p>Not thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8257#section-3.3">RFC 8257: a cut in proportion to the share</a>
 */
final class AdaptiveDepth {

    private static final int STEPS = 8;
    private static final int CAREFUL_WINDOWS = 4;
    private static final double WORTHWHILE = 1.05;
    private static final int REST_WINDOWS = 20;
    private static final long MIN_WINDOW_NANOS = Duration.ofMillis(50).toNanos();

    /** Up to this share, and up to one in a window, refusals are noise. */
    private static final double TOLERATED_SHARE = 0.05;

    private final int most;
    private final int step;
    private final int carefulPace;
    private final LongSupplier nanoClock;
    private int limit;
    private int nextStep;
    private int pace;
    private int recoverTo;
    private boolean recovered = true;
    private double rateBefore;
    private int rest;
    private int stale;
    private int served;
    private int refused;
    private boolean windowFull = true;
    private long windowStart;

    /**
     * @param most the limit never exceeds it; at least 1
     * @param nanoClock as {@link System#nanoTime}
     */
    AdaptiveDepth(int most, LongSupplier nanoClock) {
        this.most = most;
        this.step = Math.max(1, most / STEPS);
        this.carefulPace = Math.max(1, step / CAREFUL_WINDOWS);
        this.pace = step;
        this.limit = step;
        this.nextStep = step;
        this.nanoClock = nanoClock;
        this.windowStart = nanoClock.getAsLong();
    }

    /** How many requests may be under way now; 1 or more. */
    int limit() {
        return limit;
    }

    /**
     * A request was answered.
     *
     * @param slowDown whether the server refused it, asking for fewer
     * @param othersWait whether more requests would be under way if the limit allowed: only then does growing it matter
     */
    void answered(boolean slowDown, boolean othersWait) {
        if (stale > 0) {
            stale--;
            windowStart = nanoClock.getAsLong();
            return;
        }
        served += slowDown ? 0 : 1;
        refused += slowDown ? 1 : 0;
        windowFull &= othersWait;
        if (served + refused >= limit) {
            endOfRound();
        }
    }

    /** A refusal is heeded at once; a rate takes its time to be measured. */
    private void endOfRound() {
        double refusedShare = (double) refused / (served + refused);
        long elapsed = nanoClock.getAsLong() - windowStart;
        if (refused > 1 && refusedShare > TOLERATED_SHARE) {
            cut(refusedShare);
            beginWindow();
        } else if (elapsed >= MIN_WINDOW_NANOS) {
            if (windowFull) {
                adapt((double) served / elapsed);
            }
            beginWindow();
        }
    }

    private void cut(double refusedShare) {
        stale = limit;
        limit = (int) Math.ceil(limit * (1 - refusedShare / 2));
        if (recovered) {
            recoverTo = limit;
            recovered = false;
        }
        pace = carefulPace;
        rest();
    }

    private void adapt(double rate) {
        recovered = true;
        if (limit < recoverTo) {
            limit = Math.min(2 * limit, recoverTo);
            nextStep = limit;
        } else if (rest > 0) {
            rest--;
        } else {
            if (limit == nextStep) {
                judgeStep(rate);
            }
            limit = Math.min(nextStep, limit + pace);
        }
    }

    private void judgeStep(double rate) {
        if (rate < rateBefore * WORTHWHILE) {
            limit = Math.max(1, limit - step);
            recoverTo = limit;
            rest();
        } else {
            nextStep = Math.min(most, limit + step);
            rateBefore = nextStep > limit ? rate : 0;
        }
    }

    private void rest() {
        rest = REST_WINDOWS;
        rateBefore = 0;
        nextStep = limit;
    }

    private void beginWindow() {
        served = 0;
        refused = 0;
        windowFull = true;
        windowStart = nanoClock.getAsLong();
    }
}
