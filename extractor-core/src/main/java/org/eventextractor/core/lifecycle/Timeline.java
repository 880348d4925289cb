package org.eventextractor.core.lifecycle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When things happened to a request.
 *
 * @param createdAt when intake first saw it
 * @param startedAt when the job began to read; null before
 * @param updatedAt when this status was written
 * @param estimatedCompletion when the job expects to end; null while unknown and after the end
 */
public record Timeline(
        Instant createdAt,
        @Nullable Instant startedAt,
        Instant updatedAt,
        @Nullable Instant estimatedCompletion) {

    public static Timeline startingAt(Instant now) {
        return new Timeline(now, null, now, null);
    }

    public Timeline updatedAt(Instant now) {
        return new Timeline(createdAt, startedAt, now, estimatedCompletion);
    }
}
