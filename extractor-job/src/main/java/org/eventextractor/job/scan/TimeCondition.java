package org.eventextractor.job.scan;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.eventextractor.core.catalogue.TimeEncoding;
import org.eventextractor.core.request.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * When the wanted rows occurred, asked of values as files store them. Stored values become instants, which loses
 * nothing, rather than the range's ends stored values, which might. Immutable and safe for use by many threads.
 */
final class TimeCondition {

    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long NANOS_PER_MICRO = 1_000;
    private static final long SECONDS_PER_DAY = 86_400;
    /** The Julian day of 1970-01-01. */
    private static final long EPOCH_JULIAN_DAY = 2_440_588;

    private final TimeEncoding encoding;
    private final TimeRange range;

    TimeCondition(TimeEncoding encoding, TimeRange range) {
        this.encoding = encoding;
        this.range = range;
    }

    boolean matches(Instant moment) {
        return !moment.isBefore(range.start()) && !moment.isAfter(range.end());
    }

    /** The moment of a row; null if it has none or none that can be read. */
    @Nullable
    Instant momentOf(LeafVector times, int entry) {
        if (!times.isPresent(entry)) {
            return null;
        }
        if (times instanceof LeafVector.Longs longs) {
            return ofLong(longs.value(entry));
        }
        LeafVector.Binaries values = (LeafVector.Binaries) times;
        return encoding == TimeEncoding.INT96
                ? ofInt96(values.bytes(), values.start(entry))
                : IsoTime.parse(values.bytes(), values.start(entry), values.length(entry));
    }

    /** What a column chunk's statistics tell; null ones tell nothing. */
    RangeOverlap overlap(@Nullable Statistics<?> statistics) {
        if (!(statistics instanceof LongStatistics longs) || !longs.hasNonNullValue()) {
            return RangeOverlap.SOME;
        }
        boolean withoutNulls = longs.isNumNullsSet() && longs.getNumNulls() == 0;
        return overlap(longs.getMin(), longs.getMax(), withoutNulls);
    }

    /** What a page's bounds tell. */
    RangeOverlap overlap(PageBounds bounds) {
        if (bounds.nullsOnly()) {
            return RangeOverlap.NONE;
        }
        boolean integers = encoding != TimeEncoding.INT96 && encoding != TimeEncoding.ISO8601_STRING;
        boolean sound = bounds.min().remaining() == Long.BYTES && bounds.max().remaining() == Long.BYTES;
        return integers && sound
                ? overlap(longOf(bounds.min()), longOf(bounds.max()), bounds.nulls() == 0)
                : RangeOverlap.SOME;
    }

    private RangeOverlap overlap(long min, long max, boolean withoutNulls) {
        Instant first = ofLong(min);
        Instant last = ofLong(max);
        if (last.isBefore(range.start()) || first.isAfter(range.end())) {
            return RangeOverlap.NONE;
        }
        return withoutNulls && matches(first) && matches(last) ? RangeOverlap.ALL : RangeOverlap.SOME;
    }

    private Instant ofLong(long value) {
        return switch (encoding) {
            case TIMESTAMP_MILLIS -> Instant.ofEpochMilli(value);
            case TIMESTAMP_MICROS ->
                Instant.ofEpochSecond(
                        Math.floorDiv(value, MICROS_PER_SECOND),
                        Math.floorMod(value, MICROS_PER_SECOND) * NANOS_PER_MICRO);
            case TIMESTAMP_NANOS ->
                Instant.ofEpochSecond(Math.floorDiv(value, NANOS_PER_SECOND), Math.floorMod(value, NANOS_PER_SECOND));
            case INT96, ISO8601_STRING -> throw new IllegalStateException(encoding + " is not stored as an integer");
        };
    }

    private static long longOf(ByteBuffer bound) {
        return bound.duplicate().order(ByteOrder.LITTLE_ENDIAN).getLong(bound.position());
    }

    private static Instant ofInt96(byte[] bytes, int start) {
        ByteBuffer value = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long nanosOfDay = value.getLong(start);
        long day = value.getInt(start + Long.BYTES) - EPOCH_JULIAN_DAY;
        return Instant.ofEpochSecond(day * SECONDS_PER_DAY, nanosOfDay);
    }
}
