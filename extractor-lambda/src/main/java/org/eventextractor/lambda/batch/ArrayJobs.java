package org.eventextractor.lambda.batch;

import java.util.List;
import org.eventextractor.lambda.event.JobEnded;

/**
 * Looks into array jobs, whose parents run nothing themselves. Safe for use by many threads.
 *
 * <p>Every method throws {@link JobQueueException}. Implementations retry what may heal, within bounds of their own, so
 * callers must not.
 */
public interface ArrayJobs {

    /**
     * How children of an array job failed.
     *
     * @param jobId the parent
     * @return up to a hundred of them, in no order; none if none has failed, or none is known any more
     */
    List<JobEnded> failedChildren(String jobId);
}
