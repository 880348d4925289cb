package org.eventextractor.core.lifecycle;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When things happened to a request.
 *
 * @param createdAt when the request arrived
 * @param startedAt when the job began to read; null before
 * @param updatedAt when this status was written
 * @param estimatedCompletion when the job expects to end; null while unknown and after the end
 */
public record Timeline(
        Instant createdAt,
        @Nullable Instant startedAt,
        Instant updatedAt,
        @Nullable Instant estimatedCompletion) {

    public Timeline {
        Objects.requireNonNull(createdAt, "a status tells when its request arrived");
        Objects.requireNonNull(updatedAt, "a status tells when it was written");
    }

    public static Timeline startingAt(Instant now) {
        return new Timeline(now, null, now, null);
    }

    /** The same of a request that has ended: nothing is expected any more. */
    Timeline ended() {
        return new Timeline(createdAt, startedAt, updatedAt, null);
    }

    public Timeline updatedAt(Instant now) {
        return new Timeline(createdAt, startedAt, now, estimatedCompletion);
    }
}
