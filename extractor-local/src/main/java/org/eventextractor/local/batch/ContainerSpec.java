package org.eventextractor.local.batch;

import java.util.List;
import java.util.SortedSet;

/**
 * What Batch starts a job's container with.
 *
 * @param vcpus what the job is given
 * @param memoryMib what the job is given
 * @param variables the names of its environment variables; their values are in the environment of the process to be
 *     started
 * @param arguments the submission's command; empty for none
 */
public record ContainerSpec(double vcpus, int memoryMib, SortedSet<String> variables, List<String> arguments) {
    public ContainerSpec {
        arguments = List.copyOf(arguments);
    }
}
