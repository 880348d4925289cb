package org.eventextractor.lambda.completion;

/** What became of one job's end. */
enum CompletionOutcome {
    /** The job goes on, is not one of ours, or is not the one that does its request. */
    IGNORED,
    /** The job had said itself how it ended. */
    SETTLED,
    /** The job had said itself how it ended, and died before the callback, which was made. */
    TOLD,
    /** The request is marked as failed, and the callback was made if it wants one. */
    FAILED
}
