package org.eventextractor.samples;

import java.time.Instant;
import java.util.UUID;
import org.eventextractor.core.request.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * What tells one sample event from all others.
 *
 * @param eventType its folder's name
 * @param user who caused it; null if unknown
 * @param occurredAt to the millisecond; null for the few xAPI statements without a timestamp
 * @param session the session's id, or the statement's for xAPI; each row has its own
 * @param order the event's place in its session; 0 where the type has no such field
 */
public record SampleEvent(
        String eventType, @Nullable UUID user, @Nullable Instant occurredAt, UUID session, int order) {

    /** Whether it occurred within the range, both ends included. Without a time it is in no range. */
    public boolean isIn(TimeRange range) {
        return occurredAt != null && !occurredAt.isBefore(range.start()) && !occurredAt.isAfter(range.end());
    }
}
