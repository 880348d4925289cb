package org.eventextractor.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The {@code run} command as a process of its own, from a folder to a folder.
 *
 * @param folder holds {@code events}, {@code my_request.json}, and then {@code out}, {@code scratch} and {@code log}
 * @param process just started
 */
record RunProcess(Path folder, Process process) {

    private static final int SECONDS = 90;

    /** Few of everything: so that a run takes its time, wherever it is. */
    static final Map<String, String> SPARING = Map.of("EXTRACTOR_THREADS", "1", "EXTRACTOR_MEMORY_MB", "16");

    /**
     * Starts it.
     *
     * @param before of the command line, such as a program that sets limits
     * @param settings environment variables
     * @param options of the JVM
     */
    static RunProcess start(Path folder, List<String> before, Map<String, String> settings, String... options)
            throws IOException {
        Path scratch = Files.createDirectories(folder.resolve("scratch"));
        List<String> line = new ArrayList<>(before);
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add("-Xmx512m");
        line.addAll(List.of(options));
        line.addAll(List.of("-XX:-UsePerfData", "-XX:TieredStopAtLevel=1"));
        line.addAll(List.of("-Djava.io.tmpdir=" + scratch, "-cp", System.getProperty("java.class.path")));
        line.add(Main.class.getName());
        line.addAll(
                List.of("run", "--request", folder.resolve("my_request.json").toString()));
        line.addAll(List.of("--events", folder.resolve("events").toUri().toString()));
        line.addAll(List.of("--out", folder.resolve("out").toUri().toString()));
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().putAll(settings);
        return new RunProcess(
                folder,
                builder.redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start());
    }

    /** The exit code. */
    int awaitEnd() throws IOException, InterruptedException {
        try {
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).as(log()).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Waits until the status has a word in it. */
    void awaitStatus(String word) throws IOException, InterruptedException {
        while (!status().contains(word)) {
            assertThat(process.isAlive()).as(log()).isTrue();
            Thread.sleep(5);
        }
    }

    /** Empty before there is one. */
    String status() throws IOException {
        Path status = folder.resolve("out/my_request.status.json");
        return Files.exists(status) ? Files.readString(status) : "";
    }

    String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    /** Names of all files below a folder. */
    List<String> files(String below) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(below))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }
}
