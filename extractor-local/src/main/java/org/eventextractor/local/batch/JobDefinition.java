package org.eventextractor.local.batch;

import java.time.Duration;
import java.util.Map;

/**
 * What a submission starts from.
 *
 * @param name without a revision; there is one, 1
 * @param vcpus more than 0; fractions as Fargate has them
 * @param memoryMib more than 0
 * @param environment what the deployment sets
 * @param retry when to try again
 * @param timeout the longest an attempt may take
 */
public record JobDefinition(
        String name,
        double vcpus,
        int memoryMib,
        Map<String, String> environment,
        RetryPolicy retry,
        Duration timeout) {
    public JobDefinition {
        if (vcpus <= 0 || memoryMib <= 0) {
            throw new IllegalArgumentException(
                    "vCPUs and memory must be more than 0: " + vcpus + " and " + memoryMib + " of " + name);
        }
        environment = Map.copyOf(environment);
    }
}
