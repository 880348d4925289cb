package org.eventextractor.local.batch;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job definition with what its submission changed.
 *
 * @param name the job's
 * @param queue the queue's name
 * @param definition the definition's name
 * @param share whose use it is; handed back in descriptions, for the queues here serve first come, first served
 * @param arguments of the job's command; empty for the command's own
 * @param environment the definition's, with the submission's over it
 * @param vcpus how many virtual CPUs it is given
 * @param memoryMib how much memory it is given
 * @param retry when to try again
 * @param timeout the longest an attempt may take
 * @param parameters handed back in descriptions
 * @param tags handed back in descriptions
 */
record JobSpec(
        String name,
        String queue,
        String definition,
        @Nullable String share,
        List<String> arguments,
        Map<String, String> environment,
        double vcpus,
        int memoryMib,
        RetryPolicy retry,
        Duration timeout,
        Map<String, String> parameters,
        Map<String, String> tags) {
    JobSpec {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        parameters = Map.copyOf(parameters);
        tags = Map.copyOf(tags);
    }
}
