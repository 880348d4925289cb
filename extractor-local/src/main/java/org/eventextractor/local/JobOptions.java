package org.eventextractor.local;

import java.nio.file.Path;
import java.util.List;
import org.eventextractor.local.batch.ContainerJobCommand;
import org.eventextractor.local.batch.JavaJobCommand;
import org.eventextractor.local.batch.JobCommand;
import org.eventextractor.local.batch.JobLimits;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that runs jobs: as a process of this Java's, or from the container image. */
final class JobOptions {
    @Option(
            names = "--job-jar",
            description = "The job's jar. Default: ${DEFAULT-VALUE}",
            defaultValue = "extractor-job/target/extractor-job.jar")
    private Path jar = Path.of("");

    @Option(
            names = "--job-image",
            description = "Runs jobs from this container image (scripts/image builds it), not from the jar.")
    private @Nullable String image;

    @Option(
            names = "--container-run",
            description = "What starts a container, with options of its own. Default: ${DEFAULT-VALUE}",
            defaultValue = "docker run")
    private String containerRun = "";

    @Option(names = "--job-memory", description = "The most memory that a job gets, in MiB. Default: 1024")
    private int memoryMib = JobLimits.ofThisMachine().memoryMib();

    @Option(names = "--job-vcpus", description = "The most vCPUs that a job gets. Default: all of this machine")
    private int vcpus = JobLimits.ofThisMachine().vcpus();

    /** @throws IllegalArgumentException if jobs are to run from a jar that is not there */
    JobCommand command() {
        JobLimits limits = new JobLimits(vcpus, memoryMib);
        return image == null
                ? new JavaJobCommand(jar, limits)
                : new ContainerJobCommand(List.of(containerRun.trim().split("\\s+")), image, limits);
    }
}
