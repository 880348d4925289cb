package org.eventextractor.local.batch;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of the Batch REST API, as far as it is spoken here. Names, units and optional fields are those of the
 * <a href="https://docs.aws.amazon.com/batch/latest/APIReference/">API reference</a>: moments are milliseconds since
 * 1970, memory is MiB. A list or map that the JSON leaves out is empty.
 */
public final class BatchWire {
    private BatchWire() {}

    /** One variable of a job's environment. */
    public record KeyValue(String name, @Nullable String value) {}

    /** {@code VCPU} or {@code MEMORY}, and how much of it. */
    public record ResourceRequirement(String type, String value) {}

    /** What a submission changes of its job definition. */
    public record ContainerOverrides(
            List<String> command, List<KeyValue> environment, List<ResourceRequirement> resourceRequirements) {
        public ContainerOverrides {
            command = copy(command);
            environment = copy(environment);
            resourceRequirements = copy(resourceRequirements);
        }
    }

    /** One rule of a retry strategy; a pattern may end in {@code *}, a missing one matches everything. */
    public record EvaluateOnExit(
            @Nullable String onStatusReason,
            @Nullable String onReason,
            @Nullable String onExitCode,
            String action) {}

    /** How often to try. */
    public record RetryStrategy(@Nullable Integer attempts, List<EvaluateOnExit> evaluateOnExit) {
        public RetryStrategy {
            evaluateOnExit = copy(evaluateOnExit);
        }
    }

    /** The longest an attempt may take, in seconds. */
    public record JobTimeout(@Nullable Integer attemptDurationSeconds) {}

    /** Of a parent: the number of children and their states. Of a child: its index. */
    public record ArrayProperties(
            @Nullable Integer size,
            @Nullable Integer index,
            @Nullable Map<String, Integer> statusSummary) {}

    /** A job to wait for; not supported here. */
    public record JobDependency(@Nullable String jobId) {}

    /** {@code POST /v1/submitjob}. */
    public record SubmitJob(
            @Nullable String jobName,
            @Nullable String jobQueue,
            @Nullable String jobDefinition,
            @Nullable String shareIdentifier,
            @Nullable ArrayProperties arrayProperties,
            @Nullable ContainerOverrides containerOverrides,
            @Nullable RetryStrategy retryStrategy,
            @Nullable JobTimeout timeout,
            List<JobDependency> dependsOn,
            Map<String, String> parameters,
            Map<String, String> tags) {
        public SubmitJob {
            dependsOn = copy(dependsOn);
            parameters = copy(parameters);
            tags = copy(tags);
        }
    }

    /** Answers {@link SubmitJob}. */
    public record SubmittedJob(String jobArn, String jobName, String jobId) {}

    /** {@code POST /v1/describejobs}. */
    public record DescribeJobs(List<String> jobs) {
        public DescribeJobs {
            jobs = copy(jobs);
        }
    }

    /** Answers {@link DescribeJobs}: those found, in the order asked for. */
    public record DescribedJobs(List<JobDetail> jobs) {}

    /** {@code POST /v1/listjobs}. */
    public record ListJobs(
            @Nullable String jobQueue,
            @Nullable String arrayJobId,
            @Nullable String jobStatus,
            @Nullable Integer maxResults,
            @Nullable String nextToken,
            List<Filter> filters) {
        public ListJobs {
            filters = copy(filters);
        }
    }

    /** One filter of {@link ListJobs}. */
    public record Filter(String name, List<String> values) {
        public Filter {
            values = copy(values);
        }
    }

    /** Answers {@link ListJobs}: newest first. */
    public record ListedJobs(
            List<JobSummary> jobSummaryList, @Nullable String nextToken) {}

    /** One job of a listing. */
    public record JobSummary(
            String jobArn,
            String jobId,
            String jobName,
            String jobDefinition,
            String status,
            @Nullable String statusReason,
            long createdAt,
            @Nullable Long startedAt,
            @Nullable Long stoppedAt,
            @Nullable ContainerSummary container,
            @Nullable ArrayProperties arrayProperties) {}

    /** How a listed job's container ended. */
    public record ContainerSummary(
            @Nullable Integer exitCode, @Nullable String reason) {}

    /** {@code POST /v1/terminatejob}. */
    public record TerminateJob(
            @Nullable String jobId, @Nullable String reason) {}

    /** An answer without content. */
    public record Nothing() {}

    /** A job as DescribeJobs and the job state change events tell it. */
    public record JobDetail(
            String jobArn,
            String jobName,
            String jobId,
            String jobQueue,
            String jobDefinition,
            @Nullable String shareIdentifier,
            String status,
            @Nullable String statusReason,
            long createdAt,
            @Nullable Long startedAt,
            @Nullable Long stoppedAt,
            List<AttemptDetail> attempts,
            RetryStrategy retryStrategy,
            @Nullable JobTimeout timeout,
            Map<String, String> parameters,
            Map<String, String> tags,
            List<JobDependency> dependsOn,
            ContainerDetail container,
            @Nullable ArrayProperties arrayProperties,
            List<String> platformCapabilities,
            boolean isTerminated) {}

    /** One attempt of a job. */
    public record AttemptDetail(
            AttemptContainer container,
            @Nullable Long startedAt,
            @Nullable Long stoppedAt,
            @Nullable String statusReason) {}

    /** The container of one attempt. */
    public record AttemptContainer(
            @Nullable Integer exitCode, @Nullable String reason, String logStreamName) {}

    /** The container of a job, its last attempt's end included. */
    public record ContainerDetail(
            List<String> command,
            List<KeyValue> environment,
            List<ResourceRequirement> resourceRequirements,
            @Nullable Integer exitCode,
            @Nullable String reason,
            @Nullable String logStreamName) {}

    private static <T> List<T> copy(@Nullable List<T> items) {
        return items == null
                ? List.of()
                : items.stream().filter(Objects::nonNull).toList();
    }

    private static Map<String, String> copy(@Nullable Map<String, String> items) {
        return items == null ? Map.of() : Map.copyOf(items);
    }
}
