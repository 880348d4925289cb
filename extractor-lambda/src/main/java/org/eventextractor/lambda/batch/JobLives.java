package org.eventextractor.lambda.batch;

import java.util.Objects;
import java.util.Optional;
import org.eventextractor.lambda.event.JobEnded;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.batch.model.ArrayPropertiesDetail;
import software.amazon.awssdk.services.batch.model.AttemptContainerDetail;
import software.amazon.awssdk.services.batch.model.AttemptDetail;
import software.amazon.awssdk.services.batch.model.ContainerDetail;
import software.amazon.awssdk.services.batch.model.JobDetail;
import software.amazon.awssdk.services.batch.model.JobStatus;
import software.amazon.awssdk.services.batch.model.KeyValuePair;

/** Reads jobs as DescribeJobs shows them. */
final class JobLives {

    private static final AttemptContainerDetail NO_ATTEMPT =
            AttemptContainerDetail.builder().build();

    private JobLives() {}

    static JobLife of(JobDetail job) {
        boolean ended = job.status() == JobStatus.SUCCEEDED || job.status() == JobStatus.FAILED;
        return new JobLife(job.jobId(), ended ? Optional.of(end(job)) : Optional.empty());
    }

    private static JobEnded end(JobDetail job) {
        ContainerDetail container = Objects.requireNonNullElseGet(
                job.container(), () -> ContainerDetail.builder().build());
        AttemptContainerDetail last = lastAttempt(job);
        return new JobEnded(
                job.jobName(),
                job.jobId(),
                isParent(job.arrayProperties()),
                job.status() == JobStatus.SUCCEEDED,
                Objects.requireNonNullElse(job.statusReason(), ""),
                firstOf(container.reason(), last.reason()),
                container.exitCode() == null ? last.exitCode() : container.exitCode(),
                Boolean.TRUE.equals(job.isTerminated()) || Boolean.TRUE.equals(job.isCancelled()),
                variable(container, "EXTRACTOR_REQUEST_BUCKET"),
                variable(container, "EXTRACTOR_REQUEST_ID"),
                variable(container, "EXTRACTOR_REQUEST_KEY"));
    }

    private static boolean isParent(@Nullable ArrayPropertiesDetail array) {
        return array != null && array.size() != null && array.index() == null;
    }

    private static AttemptContainerDetail lastAttempt(JobDetail job) {
        return job.attempts().stream()
                .reduce((earlier, later) -> later)
                .map(AttemptDetail::container) // none of an attempt that did not begin
                .orElse(NO_ATTEMPT);
    }

    private static String firstOf(@Nullable String text, @Nullable String other) {
        return Objects.requireNonNullElseGet(text, () -> Objects.requireNonNullElse(other, ""));
    }

    private static @Nullable String variable(ContainerDetail container, String name) {
        return container.environment().stream()
                .filter(variable -> name.equals(variable.name()))
                .map(KeyValuePair::value)
                .findFirst()
                .orElse(null);
    }
}
