package org.eventextractor.lambda.event;

import org.jspecify.annotations.Nullable;

/**
 * A Batch job reached its last state.
 *
 * @param jobName the job's name
 * @param jobId the job; of an array, the parent
 * @param array whether it is the parent of an array, which runs nothing itself
 * @param succeeded whether Batch calls it SUCCEEDED; otherwise FAILED
 * @param statusReason why Batch says it is in that state; empty if it does not say
 * @param containerReason what the container's host says of its end; empty if it does not say
 * @param exitCode of the last attempt's process; null if none ran to its end
 * @param terminated whether someone ended it by TerminateJob or CancelJob, or Batch did so by a time limit
 * @param requestBucket the bucket it worked for; null if its environment does not say
 * @param requestId the request it worked on; null if its environment does not say
 * @param requestKey the key of that request; null if its environment does not say
 */
public record JobEnded(
        String jobName,
        String jobId,
        boolean array,
        boolean succeeded,
        String statusReason,
        String containerReason,
        @Nullable Integer exitCode,
        boolean terminated,
        @Nullable String requestBucket,
        @Nullable String requestId,
        @Nullable String requestKey)
        implements JobEvent {}
