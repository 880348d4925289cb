package org.eventextractor.lambda.completion;

import java.util.List;
import java.util.function.Supplier;
import org.eventextractor.lambda.batch.ArrayJobs;
import org.eventextractor.lambda.batch.JobQueueException;
import org.eventextractor.lambda.event.JobEnded;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out why a job ended without results. The parent of an array runs nothing: why it failed, its children tell.
 *
 * <p>Thread-safe.
 *
 * @param arrays asked only where an array failed
 */
record CauseFinder(Supplier<ArrayJobs> arrays) {

    private static final Logger log = LoggerFactory.getLogger(CauseFinder.class);

    /** @throws JobQueueException if Batch does not answer now */
    FailureCause of(JobEnded job) {
        return job.array() && !job.succeeded()
                ? FailureCauses.ofArray(job, failedChildren(job.jobId()))
                : FailureCauses.of(job);
    }

    /** A request ends, if with less of a cause, where Batch may not be asked. */
    private List<JobEnded> failedChildren(String jobId) {
        try {
            return arrays.get().failedChildren(jobId);
        } catch (JobQueueException e) {
            if (e.retryable()) {
                throw e;
            }
            log.error("why array job {} failed cannot be asked", jobId, e);
            return List.of();
        }
    }
}
