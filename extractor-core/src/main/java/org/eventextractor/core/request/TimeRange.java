package org.eventextractor.core.request;

import java.time.Instant;

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
}
