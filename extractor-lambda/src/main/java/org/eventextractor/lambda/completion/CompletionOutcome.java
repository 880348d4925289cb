package org.eventextractor.lambda.completion;

/** What became of one job's end. */
public enum CompletionOutcome {
    /** The job goes on, or is not one of ours. */
    IGNORED,
    /** The status belongs to a newer request of the same key, or to another job of the request. */
    SUPERSEDED,
    /** The job had said itself how it ended. */
    SETTLED,
    /** The request is marked as failed, and the requester was told. */
    FAILED
}
