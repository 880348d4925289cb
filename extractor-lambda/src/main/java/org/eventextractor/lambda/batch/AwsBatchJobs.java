package org.eventextractor.lambda.batch;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.batch.model.ArrayProperties;
import software.amazon.awssdk.services.batch.model.ContainerOverrides;
import software.amazon.awssdk.services.batch.model.KeyValuePair;
import software.amazon.awssdk.services.batch.model.ResourceRequirement;
import software.amazon.awssdk.services.batch.model.ResourceType;
import software.amazon.awssdk.services.batch.model.SubmitJobRequest;

/**
 * Jobs in the AWS Batch queues of a deployment, each of which has a fair-share scheduling policy: a queue without one
 * refuses jobs of a share, and one with a policy all others.
 *
 * <p>Thread-safe.
 */
public final class AwsBatchJobs implements JobSubmitter {

    private static final Logger log = LoggerFactory.getLogger(AwsBatchJobs.class);

    private static final int MAX_TAG_LENGTH = 256;
    private static final String NOT_IN_TAGS = "[^\\p{L}\\p{N} _.:/=+@-]";

    private final BatchClient client;
    private final QueueNames queues;
    private final String definition;
    private final AwsJobLookup lookup;

    /**
     * @param client that does not retry a submission by itself, as {@link BatchClients} makes it
     * @param queues where jobs are put
     * @param definition name, name and revision, or ARN
     */
    public AwsBatchJobs(BatchClient client, QueueNames queues, String definition) {
        this.client = client;
        this.queues = queues;
        this.definition = definition;
        this.lookup = new AwsJobLookup(client, queues);
    }

    @Override
    public String submit(JobOrder order) {
        SubmitJobRequest request = request(order);
        try {
            return client.submitJob(request).jobId();
        } catch (SdkException e) {
            if (BatchErrors.isRefusal(e)) {
                throw BatchErrors.failure("submit a job", e);
            }
            log.warn("no answer to the submission of {}: looking for the job", order.name(), e);
            return findByName(order.name()).orElseGet(() -> submitAgain(request));
        }
    }

    @Override
    public Optional<String> findByName(String name) {
        return lookup.findByName(name);
    }

    @Override
    public void terminate(String jobId, String reason) {
        try {
            client.terminateJob(call -> call.jobId(jobId).reason(reason));
        } catch (SdkException e) {
            throw BatchErrors.failure("terminate job " + jobId, e);
        }
    }

    @Override
    public List<JobLife> describe(Collection<String> jobIds) {
        return lookup.describe(jobIds);
    }

    private String submitAgain(SubmitJobRequest request) {
        try {
            return client.submitJob(request).jobId();
        } catch (SdkException e) {
            throw BatchErrors.failure("submit a job", e);
        }
    }

    private SubmitJobRequest request(JobOrder order) {
        SubmitJobRequest.Builder request = SubmitJobRequest.builder()
                .jobName(order.name())
                .jobQueue(queues.of(order.size()))
                .jobDefinition(definition)
                .shareIdentifier(ShareIdentifier.of(order.requestKey()))
                .containerOverrides(overrides(order))
                .propagateTags(true)
                .tags(tags(order));
        int shards = order.size().shards();
        if (shards > 1) {
            request.arrayProperties(ArrayProperties.builder().size(shards).build());
        }
        return request.build();
    }

    private static ContainerOverrides overrides(JobOrder order) {
        JobSize size = order.size();
        return ContainerOverrides.builder()
                .environment(List.of(
                        variable("EXTRACTOR_REQUEST_BUCKET", order.requestBucket()),
                        variable("EXTRACTOR_REQUEST_ID", order.requestId()),
                        variable("EXTRACTOR_REQUEST_KEY", order.requestKey()),
                        variable("EXTRACTOR_SHARDS", Integer.toString(size.shards()))))
                .resourceRequirements(
                        requirement(ResourceType.VCPU, size.vcpu()), requirement(ResourceType.MEMORY, size.memoryMb()))
                .build();
    }

    private static Map<String, String> tags(JobOrder order) {
        Map<String, String> tags = new HashMap<>();
        tags.put("request-id", order.requestId());
        if (!order.projectId().isBlank()) {
            tags.put("project-id", tagValue(order.projectId()));
        }
        return tags;
    }

    /** As much of a requester's word as a tag can hold. */
    private static String tagValue(String text) {
        String allowed = text.replaceAll(NOT_IN_TAGS, "_");
        return allowed.substring(0, Math.min(MAX_TAG_LENGTH, allowed.length()));
    }

    private static KeyValuePair variable(String name, String value) {
        return KeyValuePair.builder().name(name).value(value).build();
    }

    private static ResourceRequirement requirement(ResourceType type, int value) {
        return ResourceRequirement.builder()
                .type(type)
                .value(Integer.toString(value))
                .build();
    }
}
