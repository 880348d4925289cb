package org.eventextractor.lambda.sweep;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The time that a sweep has.
 *
 * @param left how long the caller can be at work
 * @param reserve the most that one step may take: none is begun with less
 */
record SweepTime(Supplier<Duration> left, Duration reserve) {

    /** Whether one more step can be begun. */
    boolean isLeft() {
        return left.get().compareTo(reserve) > 0;
    }

    /** The same of a half of the time that there is now, as long as that lasts. */
    BooleanSupplier half() {
        Duration end = reserve.plus(left.get().minus(reserve).dividedBy(2));
        return () -> left.get().compareTo(end) > 0;
    }
}
