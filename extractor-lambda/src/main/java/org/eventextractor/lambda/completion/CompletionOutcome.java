package org.eventextractor.lambda.completion;

/** What became of one job's end. */
enum CompletionOutcome {
    /** The job goes on, or is not one of ours. */
    IGNORED,
    /** The status belongs to a newer request of the same key, or to another job of the request. */
    SUPERSEDED,
    /** The job had said itself how it ended. */
    SETTLED,
    /** The job had said itself how it ended, and died before the callback, which was made. */
    TOLD,
    /** The request is marked as failed, and the callback was made if it wants one. */
    FAILED
}
