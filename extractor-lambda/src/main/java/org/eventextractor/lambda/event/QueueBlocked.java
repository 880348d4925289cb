package org.eventextractor.lambda.event;

import org.jspecify.annotations.Nullable;

/**
 * A job at the head of its queue cannot be placed, and holds up those behind it.
 *
 * @param jobName the job's name
 * @param jobId the job; a child of an array is called {@code parent:index}
 * @param reason what Batch says holds it up, as {@code CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY - …}; empty if it does
 *     not say
 * @param requestBucket the bucket it works for; null if its environment does not say
 * @param requestId the request it works on; null if its environment does not say
 * @param requestKey the key of that request; null if its environment does not say
 */
public record QueueBlocked(
        String jobName,
        String jobId,
        String reason,
        @Nullable String requestBucket,
        @Nullable String requestId,
        @Nullable String requestKey)
        implements JobEvent {}
