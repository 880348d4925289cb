package org.eventextractor.local.batch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job at one moment of its life.
 *
 * @param id a UUID; of an array's child {@code parent:index}
 * @param spec what to run
 * @param array its place in an array
 * @param status where it stands
 * @param statusReason why it stands there; null if there is nothing to say
 * @param attempts those that ended, in order
 * @param createdAt when it was submitted
 * @param startedAt when its newest attempt began; null before the first
 * @param stoppedAt when it reached its final state; null before
 * @param terminated whether someone asked to end it
 */
record Job(
        String id,
        JobSpec spec,
        ArrayPlace array,
        JobStatus status,
        @Nullable String statusReason,
        List<JobAttempt> attempts,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant stoppedAt,
        boolean terminated) {
    Job {
        attempts = List.copyOf(attempts);
    }

    static Job submitted(String id, JobSpec spec, ArrayPlace array, Instant now) {
        return new Job(id, spec, array, JobStatus.SUBMITTED, null, List.of(), now, null, null, false);
    }

    /** The attempt that runs or comes next, from 1. */
    int attemptNumber() {
        return attempts.size() + 1;
    }

    Job withStatus(JobStatus next) {
        return new Job(id, spec, array, next, statusReason, attempts, createdAt, startedAt, stoppedAt, terminated);
    }

    Job running(Instant now) {
        return new Job(
                id, spec, array, JobStatus.RUNNING, statusReason, attempts, createdAt, now, stoppedAt, terminated);
    }

    Job withAttempt(JobAttempt attempt) {
        List<JobAttempt> all = new ArrayList<>(attempts);
        all.add(attempt);
        return new Job(id, spec, array, status, statusReason, all, createdAt, startedAt, stoppedAt, terminated);
    }

    Job ended(JobStatus end, String reason, Instant now) {
        return new Job(id, spec, array, end, reason, attempts, createdAt, startedAt, now, terminated);
    }

    Job terminating(String reason) {
        return new Job(id, spec, array, status, reason, attempts, createdAt, startedAt, stoppedAt, true);
    }
}
