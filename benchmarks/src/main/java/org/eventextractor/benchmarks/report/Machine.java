package org.eventextractor.benchmarks.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where and when it was measured.
 *
 * @param cpu its model
 * @param cores that the JVM may use
 * @param memoryMb of the machine
 * @param system Linux and its version
 * @param java that ran all JVMs
 * @param loadBefore runnable threads in the minute before; well above 0 means others were at work
 * @param measuredAt when the run began
 */
public record Machine(
        String cpu, int cores, long memoryMb, String system, String java, double loadBefore, Instant measuredAt) {

    private static final long KIB_PER_MB = 1_000;

    /** The machine this runs on, now. */
    public static Machine here() throws IOException {
        return new Machine(
                value("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong(value("/proc/meminfo", "MemTotal").replaceAll("[^0-9]", "")) / KIB_PER_MB,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    private static String value(String file, String name) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }
}
