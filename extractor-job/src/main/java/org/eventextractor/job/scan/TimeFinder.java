package org.eventextractor.job.scan;

import java.time.Instant;
import org.eventextractor.job.scan.format.DamagedFileException;
import org.eventextractor.job.scan.format.LeafEntries;
import org.eventextractor.job.scan.format.LittleEndian;
import org.eventextractor.job.scan.format.ValueVisitor;
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
            return time.isPresent() && condition.matches(time.value().longValue());
        }
        Instant moment = condition.momentOf(time);
        rowsWithoutTime += moment == null ? 1 : 0;
        return moment != null && condition.matches(moment);
    }

    /** Takes note of a row that is delivered; if statistics alone put it into the range, it is held against it here. */
    void note(LeafEntries time) {
        if (condition.isInteger()) {
            requireWithin(time.isPresent());
            note(time.value().longValue());
        } else {
            noted = true;
            Instant moment = condition.momentOf(time);
            requireWithin(moment != null && condition.matches(moment));
            first = first == null || (moment != null && moment.isBefore(first)) ? moment : first;
            last = last == null || (moment != null && moment.isAfter(last)) ? moment : last;
        }
    }

    /**
     * Takes note of rows that are delivered, as {@link #note} does.
     *
     * @param rows at least one
     */
    void noteAll(LeafReader times, RowSelection rows) {
        if (condition.isInteger()) {
            Extremes extremes = new Extremes();
            times.forEachValue(rows, extremes);
            requireWithin(extremes.values == rows.count());
            note(extremes.lowest);
            note(extremes.highest);
        } else {
            times.forEach(rows, (row, time) -> note(time));
        }
    }

    private void note(long stored) {
        noted = true;
        requireWithin(condition.matches(stored));
        lowest = Math.min(lowest, stored);
        highest = Math.max(highest, stored);
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

    /** How many integers there are, the lowest and the highest of them. */
    private static final class Extremes implements ValueVisitor {
        private long values;
        private long lowest = Long.MAX_VALUE;
        private long highest = Long.MIN_VALUE;

        @Override
        public void visit(byte[] array, int start, int length) {
            visitAll(array, start, length, 1);
        }

        @Override
        public void visitAll(byte[] array, int start, int length, int count) {
            long low = lowest;
            long high = highest;
            int at = start;
            for (int i = 0; i < count; i++) {
                long value = LittleEndian.longAt(array, at);
                low = value < low ? value : low;
                high = value > high ? value : high;
                at += Long.BYTES;
            }
            lowest = low;
            highest = high;
            values += count;
        }
    }
}
