package org.eventextractor.lambda.batch;

import java.util.List;
import java.util.Optional;
import org.eventextractor.lambda.event.JobEnded;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.batch.model.JobStatus;
import software.amazon.awssdk.services.batch.model.JobSummary;

/**
 * Looks into array jobs of AWS Batch. One page of their failed children is enough to tell what they died of.
 *
 * <p>Thread-safe.
 */
record AwsArrayJobs(BatchClient client) implements ArrayJobs {

    private static final int MAX_CHILDREN = 100;

    @Override
    public List<JobEnded> failedChildren(String jobId) {
        try {
            List<String> children = client
                    .listJobs(call ->
                            call.arrayJobId(jobId).jobStatus(JobStatus.FAILED).maxResults(MAX_CHILDREN))
                    .jobSummaryList()
                    .stream()
                    .map(JobSummary::jobId)
                    .toList();
            return children.isEmpty() ? List.of() : described(children);
        } catch (SdkException e) {
            throw BatchErrors.failure("look into array job " + jobId, e);
        }
    }

    private List<JobEnded> described(List<String> children) {
        return client.describeJobs(call -> call.jobs(children)).jobs().stream()
                .map(child -> JobLives.of(child).end())
                .flatMap(Optional::stream)
                .toList();
    }
}
