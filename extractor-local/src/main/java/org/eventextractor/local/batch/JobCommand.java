package org.eventextractor.local.batch;

import java.util.List;

/** Makes the command line that starts a job: the program and its arguments. */
@FunctionalInterface
public interface JobCommand {
    /** The command line of a process whose environment holds the job's variables. */
    List<String> line(ContainerSpec container);
}
