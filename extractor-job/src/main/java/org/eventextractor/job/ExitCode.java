package org.eventextractor.job;

import org.eventextractor.core.lifecycle.RequestState;

/** What a command's exit code says. */
enum ExitCode {
    /** Everything asked for is delivered. */
    COMPLETED(0),
    /** The extract failed; the status says why. */
    FAILED(1),
    /** The command line or the configuration cannot be used (also picocli's own code for it). */
    USAGE(2),
    /** The request was refused; its faults are printed. */
    REFUSED(3),
    /** Something could not be read; the rest is delivered. */
    COMPLETED_WITH_ERRORS(4),
    /** Nothing failed and no event matched. */
    COMPLETED_EMPTY(5);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** Of a request that ended, or whose other shards are still at work. */
    static ExitCode of(RequestState state) {
        return switch (state) {
            case COMPLETED, ESTIMATED, RUNNING -> COMPLETED;
            case COMPLETED_WITH_ERRORS -> COMPLETED_WITH_ERRORS;
            case COMPLETED_EMPTY -> COMPLETED_EMPTY;
            case REJECTED -> REFUSED;
            case RECEIVED, QUEUED, FINALIZING, FAILED, CANCELLED -> FAILED;
        };
    }
}
