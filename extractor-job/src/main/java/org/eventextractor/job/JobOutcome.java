package org.eventextractor.job;

import org.eventextractor.core.lifecycle.RequestState;

/**
 * How one process's part in a request ended.
 *
 * @param state the request's state afterwards: a final one, or that in which others, or another attempt, go on
 * @param exitCode what to tell Batch
 */
record JobOutcome(RequestState state, ExitCode exitCode) {

    /** This process did its part, or said that it failed. */
    static JobOutcome of(RequestState state) {
        return new JobOutcome(state, state == RequestState.FAILED ? ExitCode.FAILED : ExitCode.COMPLETED);
    }

    /** There was nothing to do for this process, or nothing any more. */
    static JobOutcome idle(RequestState state) {
        return new JobOutcome(state, ExitCode.COMPLETED);
    }

    /**
     * It failed before it knew whether the request is its own, and said nothing. Batch is to try again where that may
     * help, after the last attempt too: so whoever hears of the end knows that it might have helped.
     */
    static JobOutcome unowned(boolean mayHeal) {
        return new JobOutcome(RequestState.RUNNING, mayHeal ? ExitCode.TRY_AGAIN : ExitCode.FAILED);
    }

    /** It failed by what may heal, and another attempt follows. */
    static JobOutcome again(RequestState state) {
        return new JobOutcome(state, ExitCode.TRY_AGAIN);
    }
}
