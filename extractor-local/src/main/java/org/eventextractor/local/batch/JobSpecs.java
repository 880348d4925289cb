package org.eventextractor.local.batch;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eventextractor.local.batch.BatchWire.ContainerOverrides;
import org.eventextractor.local.batch.BatchWire.RetryStrategy;
import org.eventextractor.local.batch.BatchWire.SubmitJob;
import org.jspecify.annotations.Nullable;

/**
 * Checks a submission as Batch does, and lays it over the job definition it names.
 *
 * @param queues names of all queues
 * @param definitions all definitions
 */
record JobSpecs(List<String> queues, List<JobDefinition> definitions) {
    private static final Pattern JOB_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,127}");
    private static final Pattern SHARE = Pattern.compile("[A-Za-z0-9]{1,255}");
    private static final Pattern ARN_AND_REVISION = Pattern.compile("^(?:arn:.*/)?([^/:]+)(?::\\d+)?$");
    private static final int MIN_TIMEOUT_SECONDS = 60;

    JobSpecs {
        queues = List.copyOf(queues);
        definitions = List.copyOf(definitions);
    }

    /** @throws BatchException if Batch would refuse the submission */
    JobSpec resolve(SubmitJob submission) {
        if (!submission.dependsOn().isEmpty()) {
            throw BatchException.client("dependsOn is not supported by the local Batch endpoint");
        }
        JobDefinition definition = definition(submission.jobDefinition());
        ContainerOverrides overrides = submission.containerOverrides() == null
                ? new ContainerOverrides(List.of(), List.of(), List.of())
                : submission.containerOverrides();
        return new JobSpec(
                jobName(submission.jobName()),
                queueName(submission.jobQueue()),
                definition.name(),
                share(submission.shareIdentifier()),
                overrides.command(),
                environment(definition, overrides),
                resource(overrides, "VCPU", definition.vcpus()),
                (int) resource(overrides, "MEMORY", definition.memoryMib()),
                retry(submission.retryStrategy(), definition),
                timeout(submission, definition),
                submission.parameters(),
                submission.tags());
    }

    /** @throws BatchException if it is not the name or ARN of a queue */
    String queueName(@Nullable String nameOrArn) {
        String name = bareName(nameOrArn);
        if (!queues.contains(name)) {
            throw BatchException.client("JobQueue " + nameOrArn + " not found; there is " + queues);
        }
        return name;
    }

    private JobDefinition definition(@Nullable String nameOrArn) {
        String name = bareName(nameOrArn);
        return definitions.stream()
                .filter(definition -> definition.name().equals(name))
                .findFirst()
                .orElseThrow(() -> BatchException.client("JobDefinition " + nameOrArn + " not found; there is "
                        + definitions.stream().map(JobDefinition::name).toList()));
    }

    private static String jobName(@Nullable String name) {
        if (name == null || !JOB_NAME.matcher(name).matches()) {
            throw BatchException.client("jobName must be 1 to 128 letters, digits, - and _, not " + name);
        }
        return name;
    }

    private static @Nullable String share(@Nullable String identifier) {
        if (identifier != null && !SHARE.matcher(identifier).matches()) {
            throw BatchException.client("shareIdentifier must be 1 to 255 letters and digits, not " + identifier);
        }
        return identifier;
    }

    private static String bareName(@Nullable String nameOrArn) {
        return nameOrArn == null ? "" : ARN_AND_REVISION.matcher(nameOrArn).replaceFirst("$1");
    }

    private static Map<String, String> environment(JobDefinition definition, ContainerOverrides overrides) {
        Map<String, String> environment = new HashMap<>(definition.environment());
        overrides.environment().forEach(variable -> {
            if (variable.name().startsWith("AWS_BATCH")) {
                throw BatchException.client("environment must not begin with AWS_BATCH: " + variable.name());
            }
            environment.put(variable.name(), variable.value() == null ? "" : variable.value());
        });
        return environment;
    }

    private static double resource(ContainerOverrides overrides, String type, double fallback) {
        return overrides.resourceRequirements().stream()
                .filter(requirement -> requirement.type().equals(type))
                .findFirst()
                .map(requirement -> positive(type, requirement.value()))
                .orElse(fallback);
    }

    private static double positive(String type, String text) {
        try {
            double value = Double.parseDouble(text);
            if (value > 0 && value < Integer.MAX_VALUE) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below, together with numbers out of range
        }
        throw BatchException.client(type + " must be a number greater than 0, not " + text);
    }

    private static RetryPolicy retry(@Nullable RetryStrategy strategy, JobDefinition definition) {
        if (strategy == null) {
            return definition.retry();
        }
        try {
            int attempts = strategy.attempts() == null ? definition.retry().attempts() : strategy.attempts();
            return new RetryPolicy(attempts, strategy.evaluateOnExit());
        } catch (IllegalArgumentException e) {
            throw BatchException.client("retryStrategy: " + e.getMessage());
        }
    }

    private static Duration timeout(SubmitJob submission, JobDefinition definition) {
        Integer seconds =
                submission.timeout() == null ? null : submission.timeout().attemptDurationSeconds();
        if (seconds == null) {
            return definition.timeout();
        }
        if (seconds < MIN_TIMEOUT_SECONDS) {
            throw BatchException.client("attemptDurationSeconds must be at least 60, not " + seconds);
        }
        return Duration.ofSeconds(seconds);
    }
}
