package org.eventextractor.job;

import org.eventextractor.core.lifecycle.RequestState;

/**
 * What a command's exit code says. Two more are the JVM's: 3 of a process whose heap is exhausted, where its options make
 * that its end, and 128 and the signal's number of a process that was stopped, so 143 after SIGTERM.
 */
enum ExitCode {
    /** Everything asked for is delivered. */
    COMPLETED(0),
    /** The extract failed; the status says why, or, of a Batch job that did not get so far, its log. */
    FAILED(1),
    /** The command line or the configuration cannot be used (also picocli's own code for it). */
    USAGE(2),
    /** Something could not be read; the rest is delivered. */
    COMPLETED_WITH_ERRORS(4),
    /** Nothing failed and no event matched. */
    COMPLETED_EMPTY(5),
    /** The request was refused; its faults are printed. */
    REFUSED(6),
    /**
     * An attempt of a Batch job failed by what may heal: Batch is to try again, as often as it may.
     *
     * @see <a href="https://man.openbsd.org/sysexits.3">EX_TEMPFAIL of sysexits</a>
     */
    TRY_AGAIN(75);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** Of the {@code run} command's request. */
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
