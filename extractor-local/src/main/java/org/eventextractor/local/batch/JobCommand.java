package org.eventextractor.local.batch;

import java.util.List;

/** Makes the command line that stands for the container image's entry point. */
@FunctionalInterface
public interface JobCommand {
    /**
     * The program and its arguments.
     *
     * @param vcpus what the job is given
     * @param memoryMib what the job is given
     * @param arguments the submission's command; empty for none
     */
    List<String> line(double vcpus, int memoryMib, List<String> arguments);
}
