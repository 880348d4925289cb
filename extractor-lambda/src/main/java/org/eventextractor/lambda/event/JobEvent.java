package org.eventextractor.lambda.event;

import org.jspecify.annotations.Nullable;

/** Something that happened to a Batch job, and what its environment says it works on. */
public sealed interface JobEvent extends CompletionEvent permits JobEnded, QueueBlocked {

    /** The job's name. */
    String jobName();

    /** The job. */
    String jobId();

    /** The bucket it works for; null if its environment does not say. */
    @Nullable
    String requestBucket();

    /** The request it works on; null if its environment does not say. */
    @Nullable
    String requestId();

    /** The key of that request; null if its environment does not say. */
    @Nullable
    String requestKey();
}
