package org.eventextractor.job.scan;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.eventextractor.core.catalogue.TimeEncoding;
import org.eventextractor.core.request.TimeRange;
import org.eventextractor.job.scan.format.LeafEntries;
import org.eventextractor.job.scan.format.PageBounds;
import org.eventextractor.job.scan.format.PlainValue;
import org.jspecify.annotations.Nullable;

/**
 * When the wanted rows occurred, asked of values as files store them. The range's ends become the lowest and the
 * highest stored integer that lie within it, where times are integers; other times become instants. Neither loses
 * anything. Immutable and safe for use by many threads.
 */
final class TimeCondition {

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long SECONDS_PER_DAY = 86_400;
    /** The Julian day of 1970-01-01. */
    private static final long EPOCH_JULIAN_DAY = 2_440_588;

    private final TimeEncoding encoding;
    private final TimeRange range;
    /** How many units of a stored integer make a second; 0 if times are no integers. */
    private final long unitsPerSecond;

    private final long lowest;
    private final long highest;

    TimeCondition(TimeEncoding encoding, TimeRange range) {
        this.encoding = encoding;
        this.range = range;
        unitsPerSecond = switch (encoding) {
            case TIMESTAMP_MILLIS -> 1_000;
            case TIMESTAMP_MICROS -> 1_000_000;
            case TIMESTAMP_NANOS -> NANOS_PER_SECOND;
            case INT96, ISO8601_STRING -> 0;
        };
        lowest = isInteger() ? stored(range.start(), RoundingMode.CEILING) : 0;
        highest = isInteger() ? stored(range.end(), RoundingMode.FLOOR) : 0;
    }

    /** Whether times are stored as integers, in the order of time. */
    boolean isInteger() {
        return unitsPerSecond > 0;
    }

    boolean matches(long stored) {
        return lowest <= stored && stored <= highest;
    }

    boolean matches(Instant moment) {
        return !moment.isBefore(range.start()) && !moment.isAfter(range.end());
    }

    /** The moment that an integer stands for. */
    Instant momentOf(long stored) {
        long nanosPerUnit = NANOS_PER_SECOND / unitsPerSecond;
        return Instant.ofEpochSecond(
                Math.floorDiv(stored, unitsPerSecond), Math.floorMod(stored, unitsPerSecond) * nanosPerUnit);
    }

    /** The moment of an entry that is no integer; null if it has none or none that can be read. */
    @Nullable
    Instant momentOf(LeafEntries time) {
        if (!time.isPresent()) {
            return null;
        }
        PlainValue value = time.value();
        return encoding == TimeEncoding.INT96
                ? ofInt96(value.bytes(), value.start())
                : IsoTime.parse(value.bytes(), value.start(), value.length());
    }

    /** What a column chunk's statistics tell; null ones tell nothing. */
    RangeOverlap overlap(@Nullable Statistics<?> statistics) {
        if (!isInteger() || !(statistics instanceof LongStatistics longs) || !longs.hasNonNullValue()) {
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
        boolean integers =
                bounds.min().remaining() == Long.BYTES && bounds.max().remaining() == Long.BYTES;
        return isInteger() && integers
                ? overlap(longOf(bounds.min()), longOf(bounds.max()), bounds.nulls() == 0)
                : RangeOverlap.SOME;
    }

    private RangeOverlap overlap(long min, long max, boolean withoutNulls) {
        if (max < lowest || min > highest) {
            return RangeOverlap.NONE;
        }
        return withoutNulls && matches(min) && matches(max) ? RangeOverlap.ALL : RangeOverlap.SOME;
    }

    /** The integer next to a moment; the type's own end if it is beyond that. */
    private long stored(Instant moment, RoundingMode rounding) {
        BigDecimal seconds = BigDecimal.valueOf(moment.getEpochSecond()).add(BigDecimal.valueOf(moment.getNano(), 9));
        BigInteger units = seconds.multiply(BigDecimal.valueOf(unitsPerSecond))
                .setScale(0, rounding)
                .toBigInteger();
        BigInteger least = BigInteger.valueOf(Long.MIN_VALUE);
        BigInteger greatest = BigInteger.valueOf(Long.MAX_VALUE);
        return units.max(least).min(greatest).longValue();
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
