package org.eventextractor.conformance.chaos;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.eventextractor.local.batch.BatchWire.ArrayProperties;
import org.eventextractor.local.batch.BatchWire.ContainerOverrides;
import org.eventextractor.local.batch.BatchWire.KeyValue;
import org.eventextractor.local.batch.BatchWire.SubmitJob;

/**
 * Has the jobs of some rounds run on several machines: their few small files would never ask for an array. Intake asks
 * for one machine, and Batch is told to give more, as if there were more to read. Thread-safe.
 *
 * @param rounds that have begun
 */
record Widening(Rounds rounds) implements UnaryOperator<SubmitJob> {

    private static final String SHARDS = "EXTRACTOR_SHARDS";

    @Override
    public SubmitJob apply(SubmitJob submission) {
        ContainerOverrides overrides = submission.containerOverrides();
        if (overrides == null) {
            return submission;
        }
        int machines = rounds.of(RunningJobs.requestKey(overrides.environment()))
                .map(Round::machines)
                .orElse(1);
        return machines == 1 ? submission : array(submission, overrides, machines);
    }

    private static SubmitJob array(SubmitJob submission, ContainerOverrides overrides, int machines) {
        List<KeyValue> environment = Stream.concat(
                        overrides.environment().stream()
                                .filter(variable -> !variable.name().equals(SHARDS)),
                        Stream.of(new KeyValue(SHARDS, Integer.toString(machines))))
                .toList();
        return new SubmitJob(
                submission.jobName(),
                submission.jobQueue(),
                submission.jobDefinition(),
                submission.shareIdentifier(),
                new ArrayProperties(machines, null, null),
                new ContainerOverrides(overrides.command(), environment, overrides.resourceRequirements()),
                submission.retryStrategy(),
                submission.timeout(),
                submission.dependsOn(),
                submission.parameters(),
                submission.tags());
    }
}
