package org.eventextractor.lambda.batch;

import java.util.Optional;
import org.eventextractor.lambda.event.JobEnded;

/**
 * Whether a job goes on.
 *
 * @param jobId the job
 * @param end how it ended, as its event would tell it; empty if it has not
 */
public record JobLife(String jobId, Optional<JobEnded> end) {}
