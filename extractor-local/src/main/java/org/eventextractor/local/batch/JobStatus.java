package org.eventextractor.local.batch;

/** The states of a Batch job, in their order. */
public enum JobStatus {
    SUBMITTED,
    /** The parent of an array whose children are at work. */
    PENDING,
    /** Waiting for a free vCPU. */
    RUNNABLE,
    STARTING,
    RUNNING,
    SUCCEEDED,
    FAILED;

    public boolean isFinal() {
        return this == SUCCEEDED || this == FAILED;
    }
}
