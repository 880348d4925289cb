package org.eventextractor.lambda.batch;

/**
 * A job to submit.
 *
 * @param name derived from the request, so that the job is found again by it
 * @param requestBucket the bucket the job works in
 * @param requestId the request
 * @param requestKey the key of the request document
 * @param projectId for whom the work is done; empty if not said
 * @param size what the job is given
 */
public record JobOrder(
        String name, String requestBucket, String requestId, String requestKey, String projectId, JobSize size) {}
