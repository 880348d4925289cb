package org.eventextractor.local.batch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a jar with this process's own Java and the options that lie beside the jar, if any: {@code a.options} beside
 * {@code a.jar}, as {@code java} reads them after an {@code @}. The heap is three quarters of the job's memory, as in
 * the container image, and the job sees as many processors as it has vCPUs; both only up to what this machine is asked
 * to give.
 *
 * @param jar the job's jar
 * @param limits the most that any one job gets
 */
public record JavaJobCommand(Path jar, JobLimits limits) implements JobCommand {
    private static final int HEAP_PERCENT = 75;

    /** @throws IllegalArgumentException if there is no such jar; the message says how to make it */
    public JavaJobCommand {
        if (!Files.isRegularFile(jar)) {
            throw new IllegalArgumentException("no job jar at " + jar + "; build it with: mvn -DskipTests package");
        }
    }

    @Override
    public List<String> line(ContainerSpec container) {
        int heapMib = limits.memoryMib(container.memoryMib()) * HEAP_PERCENT / 100;
        int processors = (int) Math.ceil(limits.vcpus(container.vcpus()));
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(options());
        line.add("-Xmx" + heapMib + "m");
        line.add("-XX:ActiveProcessorCount=" + processors);
        line.add("-jar");
        line.add(jar.toAbsolutePath().toString());
        line.addAll(container.arguments());
        return line;
    }

    private List<String> options() {
        String name = jar.getFileName().toString().replaceFirst("\\.jar$", "") + ".options";
        Path file = jar.toAbsolutePath().resolveSibling(name);
        return Files.isRegularFile(file) ? List.of("@" + file) : List.of();
    }
}
