package org.eventextractor.local.batch;

import java.util.ArrayList;
import java.util.List;

/**
 * Runs a container image as the deployment does: as the image's own user, on a read-only root file system, without
 * capabilities, and within the job's vCPUs and memory. It shares this machine's network, where the platform listens.
 *
 * @param run starts a container, as {@code docker run} does
 * @param image its name
 * @param limits the most that any one job gets
 * @see <a href="https://docs.docker.com/reference/cli/docker/container/run/">docker run</a>
 */
public record ContainerJobCommand(List<String> run, String image, JobLimits limits) implements JobCommand {

    public ContainerJobCommand {
        run = List.copyOf(run);
    }

    @Override
    public List<String> line(ContainerSpec container) {
        List<String> line = new ArrayList<>(run);
        line.addAll(List.of("--rm", "--network", "host", "--read-only"));
        line.addAll(List.of("--cap-drop", "all", "--security-opt", "no-new-privileges"));
        line.addAll(List.of("--cpus", String.valueOf(limits.vcpus(container.vcpus()))));
        line.addAll(List.of("--memory", limits.memoryMib(container.memoryMib()) + "m"));
        for (String variable : container.variables()) {
            // without a value: it is taken from the process, and no list of processes shows a secret
            line.addAll(List.of("--env", variable));
        }
        line.add(image);
        line.addAll(container.arguments());
        return line;
    }
}
