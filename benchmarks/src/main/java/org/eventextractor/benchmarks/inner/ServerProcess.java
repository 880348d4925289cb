package org.eventextractor.benchmarks.inner;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.eventextractor.benchmarks.data.BenchData;
import org.eventextractor.benchmarks.data.DataSet;
import org.eventextractor.benchmarks.server.ObjectServer;
import org.eventextractor.benchmarks.server.TlsIdentity;
import org.eventextractor.benchmarks.server.Weather;

/**
 * An object server with the small files, as a process of its own, so that what it uses is not taken for its client's.
 *
 * @param environment what a client needs
 */
record ServerProcess(Process process, Map<String, String> environment) implements AutoCloseable {

    private static final Path FOLDER = Path.of("target", "bench");
    private static final Duration LATENCY = Duration.ofMillis(25);

    static DataSet files() throws IOException {
        return new BenchData(FOLDER.resolve("data")).small();
    }

    static ServerProcess start() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServerProcess.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<String, String> environment = new HashMap<>();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null && !line.isEmpty(); line = out.readLine()) {
            int equals = line.indexOf('=');
            environment.put(line.substring(0, equals), line.substring(equals + 1));
        }
        return new ServerProcess(process, environment);
    }

    /** The server's process: serves until its input ends. */
    public static void main(String[] arguments) throws Exception {
        TlsIdentity identity = TlsIdentity.create(Files.createDirectories(FOLDER.resolve("work")));
        DataSet files = files();
        try (ObjectServer server = ObjectServer.start(files, files.days(), Weather.fair(LATENCY), identity)) {
            server.clientEnvironment().forEach((name, value) -> System.out.println(name + "=" + value));
            System.out.println();
            while (System.in.read() >= 0) {
                // only the end counts
            }
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
