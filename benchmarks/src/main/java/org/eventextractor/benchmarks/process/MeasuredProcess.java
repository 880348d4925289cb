package org.eventextractor.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program run to its end. One at a time: what ended children have used is known only in sum.
 *
 * @param command the program and its arguments
 * @param environment added to this process's own
 * @param log takes all that it prints
 */
public record MeasuredProcess(List<String> command, Map<String, String> environment, Path log) {

    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final long SAMPLE_MILLIS = 20;

    public MeasuredProcess {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /**
     * Runs it.
     *
     * @throws IOException if it cannot be started, takes too long or ends with another exit code than 0; the message
     *     holds what it printed
     */
    public Usage run() throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        long ticksBefore = ProcFiles.ticksOfEndedChildren();
        long start = System.nanoTime();
        Process process = builder.start();
        long peakKib = 0;
        while (!process.waitFor(SAMPLE_MILLIS, TimeUnit.MILLISECONDS)) {
            peakKib = Math.max(peakKib, ProcFiles.peakKib(process.pid()));
            stopIfTooLong(process, start);
        }
        Duration wall = Duration.ofNanos(System.nanoTime() - start);
        if (process.exitValue() != 0) {
            throw new IOException(
                    "exit code " + process.exitValue() + " of " + command + ":\n" + Files.readString(log));
        }
        return Usage.of(ProcFiles.ticksOfEndedChildren() - ticksBefore, wall, peakKib);
    }

    private void stopIfTooLong(Process process, long start) throws IOException {
        if (System.nanoTime() - start > LONGEST.toNanos()) {
            process.destroyForcibly();
            throw new IOException("gave up after " + LONGEST + ": " + command);
        }
    }
}
