package org.eventextractor.lambda.completion;

/** What became of one event of a job, or of a request. */
enum CompletionOutcome {
    /** The job goes on, is not one of ours, or is not the one that does its request; or the request is not open. */
    IGNORED,
    /** The request waits for a machine, and its status says why. */
    WAITING,
    /** The request's end was told before. */
    SETTLED,
    /** The request had ended, and its end is told now. */
    CLOSED,
    /** The request is marked as failed, and its end is told. */
    FAILED
}
