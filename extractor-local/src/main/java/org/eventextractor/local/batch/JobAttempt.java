package org.eventextractor.local.batch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a job, ended.
 *
 * @param startedAt when its process was started
 * @param stoppedAt when it ended
 * @param exitCode of the process; null if it never started
 * @param reason what the container's end was about, where there is more to say than the exit code; else null
 * @param statusReason why the attempt ended
 * @param logStream names its log
 * @param end which of the ways it ended
 */
record JobAttempt(
        Instant startedAt,
        Instant stoppedAt,
        @Nullable Integer exitCode,
        @Nullable String reason,
        String statusReason,
        String logStream,
        End end) {
    /** The ways an attempt ends. */
    enum End {
        EXITED,
        TIMED_OUT,
        NOT_STARTED
    }

    boolean succeeded() {
        return end == End.EXITED && exitCode != null && exitCode == 0;
    }
}
