package org.eventextractor.local.batch;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eventextractor.local.batch.BatchWire.ArrayProperties;
import org.eventextractor.local.batch.BatchWire.AttemptContainer;
import org.eventextractor.local.batch.BatchWire.AttemptDetail;
import org.eventextractor.local.batch.BatchWire.ContainerDetail;
import org.eventextractor.local.batch.BatchWire.ContainerSummary;
import org.eventextractor.local.batch.BatchWire.JobDetail;
import org.eventextractor.local.batch.BatchWire.JobSummary;
import org.eventextractor.local.batch.BatchWire.JobTimeout;
import org.eventextractor.local.batch.BatchWire.KeyValue;
import org.eventextractor.local.batch.BatchWire.ResourceRequirement;
import org.eventextractor.local.batch.BatchWire.RetryStrategy;
import org.eventextractor.s3.LocalCredentials;
import org.jspecify.annotations.Nullable;

/** A job as the API tells it. */
final class JobViews {
    private static final String ARN_PREFIX =
            "arn:aws:batch:" + LocalCredentials.REGION + ":" + LocalCredentials.ACCOUNT + ":";

    private JobViews() {}

    static String jobArn(String jobId) {
        return ARN_PREFIX + "job/" + jobId;
    }

    /** @param children of an array's parent, in order; empty for every other job */
    static JobDetail detail(Job job, List<Job> children) {
        JobSpec spec = job.spec();
        return new JobDetail(
                jobArn(job.id()),
                spec.name(),
                job.id(),
                ARN_PREFIX + "job-queue/" + spec.queue(),
                definitionArn(spec),
                spec.share(),
                job.status().name(),
                job.statusReason(),
                job.createdAt().toEpochMilli(),
                millis(job.startedAt()),
                millis(job.stoppedAt()),
                job.attempts().stream().map(JobViews::attempt).toList(),
                new RetryStrategy(spec.retry().attempts(), spec.retry().rules()),
                new JobTimeout((int) spec.timeout().toSeconds()),
                spec.parameters(),
                spec.tags(),
                List.of(),
                container(job),
                array(job, children),
                List.of("FARGATE"),
                job.terminated());
    }

    static JobSummary summary(Job job) {
        return new JobSummary(
                jobArn(job.id()),
                job.id(),
                job.spec().name(),
                definitionArn(job.spec()),
                job.status().name(),
                job.statusReason(),
                job.createdAt().toEpochMilli(),
                millis(job.startedAt()),
                millis(job.stoppedAt()),
                last(job) == null ? null : new ContainerSummary(exitCode(job), reason(job)),
                array(job, List.of()));
    }

    private static ContainerDetail container(Job job) {
        JobSpec spec = job.spec();
        JobAttempt last = last(job);
        return new ContainerDetail(
                spec.arguments(),
                new TreeMap<>(spec.environment())
                        .entrySet().stream()
                                .map(entry -> new KeyValue(entry.getKey(), entry.getValue()))
                                .toList(),
                List.of(
                        new ResourceRequirement("VCPU", String.valueOf(spec.vcpus())),
                        new ResourceRequirement("MEMORY", String.valueOf(spec.memoryMib()))),
                exitCode(job),
                reason(job),
                last == null ? null : last.logStream());
    }

    private static AttemptDetail attempt(JobAttempt attempt) {
        return new AttemptDetail(
                new AttemptContainer(attempt.exitCode(), attempt.reason(), attempt.logStream()),
                attempt.startedAt().toEpochMilli(),
                attempt.stoppedAt().toEpochMilli(),
                attempt.statusReason());
    }

    private static @Nullable ArrayProperties array(Job job, List<Job> children) {
        if (job.array() instanceof ArrayPlace.Parent parent) {
            return new ArrayProperties(parent.size(), null, children.isEmpty() ? null : statusSummary(children));
        }
        if (job.array() instanceof ArrayPlace.Child child) {
            return new ArrayProperties(null, child.index(), null);
        }
        return null;
    }

    private static Map<String, Integer> statusSummary(List<Job> children) {
        Map<String, Integer> summary = new TreeMap<>();
        for (JobStatus status : JobStatus.values()) {
            summary.put(status.name(), 0);
        }
        children.forEach(child -> summary.merge(child.status().name(), 1, Integer::sum));
        return summary;
    }

    private static String definitionArn(JobSpec spec) {
        return ARN_PREFIX + "job-definition/" + spec.definition() + ":1";
    }

    private static @Nullable Integer exitCode(Job job) {
        JobAttempt last = last(job);
        return last == null ? null : last.exitCode();
    }

    private static @Nullable String reason(Job job) {
        JobAttempt last = last(job);
        return last == null ? null : last.reason();
    }

    private static @Nullable JobAttempt last(Job job) {
        return job.attempts().isEmpty()
                ? null
                : job.attempts().get(job.attempts().size() - 1);
    }

    private static @Nullable Long millis(@Nullable Instant moment) {
        return moment == null ? null : moment.toEpochMilli();
    }
}
