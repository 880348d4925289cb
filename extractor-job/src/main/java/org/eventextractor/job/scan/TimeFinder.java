package org.eventextractor.job.scan;

import java.time.Instant;
import org.eventextractor.job.scan.format.DamagedFileException;
import org.eventextractor.job.scan.format.LeafEntries;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the times of one file's rows, and notes the first and the last of those that are delivered. Not safe for use
 * by many threads.
 */
final class TimeFinder {

    private final TimeCondition condition;
    private long rowsWithoutTime;
    private long lowest = Long.MAX_VALUE;
    private long highest = Long.MIN_VALUE;
    private @Nullable Instant first;
    private @Nullable Instant last;
    private boolean noted;

    TimeFinder(TimeCondition condition) {
        this.condition = condition;
    }

    /** Whether the row is within the range; counts it if it has no time. */
    boolean matches(LeafEntries time) {
        if (condition.isInteger()) {
            rowsWithoutTime += time.isPresent() ? 0 : 1;
            return time.isPresent() && condition.matches(time.longValue());
        }
        Instant moment = condition.momentOf(time);
        rowsWithoutTime += moment == null ? 1 : 0;
        return moment != null && condition.matches(moment);
    }

    /** Takes note of a row that is delivered; if statistics alone put it into the range, it is held against it here. */
    void note(LeafEntries time) {
        noted = true;
        if (condition.isInteger()) {
            long stored = time.isPresent() ? time.longValue() : 0;
            requireWithin(time.isPresent() && condition.matches(stored));
            lowest = Math.min(lowest, stored);
            highest = Math.max(highest, stored);
        } else {
            Instant moment = condition.momentOf(time);
            requireWithin(moment != null && condition.matches(moment));
            first = first == null || (moment != null && moment.isBefore(first)) ? moment : first;
            last = last == null || (moment != null && moment.isAfter(last)) ? moment : last;
        }
    }

    long rowsWithoutTime() {
        return rowsWithoutTime;
    }

    /** The earliest moment that was noted; null if none was. */
    @Nullable
    Instant first() {
        return noted && condition.isInteger() ? condition.momentOf(lowest) : first;
    }

    /** The latest moment that was noted; null if none was. */
    @Nullable
    Instant last() {
        return noted && condition.isInteger() ? condition.momentOf(highest) : last;
    }

    private static void requireWithin(boolean within) {
        if (!within) {
            throw new DamagedFileException("the time column's statistics contradict its values");
        }
    }
}
