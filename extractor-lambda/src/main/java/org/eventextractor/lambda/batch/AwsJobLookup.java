package org.eventextractor.lambda.batch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.batch.model.JobSummary;
import software.amazon.awssdk.services.batch.model.KeyValuesPair;
import software.amazon.awssdk.services.batch.model.ListJobsRequest;

/**
 * Finds jobs in the AWS Batch queues of a deployment.
 *
 * <p>Thread-safe.
 */
final class AwsJobLookup implements JobLookup {

    private static final String NAME_FILTER = "JOB_NAME";
    private static final int MAX_DESCRIBED = 100;

    private static final Comparator<JobSummary> BY_CREATION =
            Comparator.comparing(JobSummary::createdAt, Comparator.nullsFirst(Comparator.naturalOrder()));

    private final BatchClient client;
    private final QueueNames queues;

    AwsJobLookup(BatchClient client, QueueNames queues) {
        this.client = client;
        this.queues = queues;
    }

    /** Looks into every queue: the job may have been sized by another release, or by other objects. */
    @Override
    public Optional<String> findByName(String name) {
        try {
            return queues.distinct().stream()
                    .flatMap(queue -> jobs(queue, name))
                    .max(BY_CREATION)
                    .map(JobSummary::jobId);
        } catch (SdkException e) {
            throw BatchErrors.failure("list jobs", e);
        }
    }

    @Override
    public List<JobLife> describe(Collection<String> jobIds) {
        List<String> ids = List.copyOf(jobIds);
        List<JobLife> lives = new ArrayList<>();
        try {
            for (int from = 0; from < ids.size(); from += MAX_DESCRIBED) {
                List<String> some = ids.subList(from, Math.min(from + MAX_DESCRIBED, ids.size()));
                client.describeJobs(call -> call.jobs(some)).jobs().forEach(job -> lives.add(JobLives.of(job)));
            }
            return lives;
        } catch (SdkException e) {
            throw BatchErrors.failure("describe jobs", e);
        }
    }

    private Stream<JobSummary> jobs(String queue, String name) {
        ListJobsRequest request = ListJobsRequest.builder()
                .jobQueue(queue)
                .filters(KeyValuesPair.builder().name(NAME_FILTER).values(name).build())
                .build();
        return client.listJobsPaginator(request).jobSummaryList().stream()
                .filter(job -> job.jobName().equals(name));
    }
}
