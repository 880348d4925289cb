package org.eventextractor.core.request;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * The moments {@code start <= t <= end}: both ends included.
 *
 * @param start the first moment wanted
 * @param end the last moment wanted, not before {@code start}
 */
public record TimeRange(Instant start, Instant end) {

    public TimeRange {
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("range must not end before it starts: " + start + " to " + end);
        }
    }

    /** How many days of UTC it touches, at least 1. */
    public long days() {
        return day(start).until(day(end), ChronoUnit.DAYS) + 1;
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }
}
