package org.eventextractor.local.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eventextractor.local.batch.JobAttempt.End;

/** One attempt of a job as a process of its own, its output appended to a log. Thread-safe. */
final class JobProcess {
    /** What ECS gives a container between asking it to stop and killing it. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private static final String EXITED = "Essential container in task exited";
    private static final String TIMED_OUT = "Job attempt duration exceeded timeout";

    private final Process process;
    private final Instant startedAt;
    private final String logStream;
    private final Clock clock;

    private JobProcess(Process process, String logStream, Clock clock) {
        this.process = process;
        this.startedAt = clock.instant();
        this.logStream = logStream;
        this.clock = clock;
    }

    /**
     * Starts the process.
     *
     * @param line the program and its arguments
     * @param environment all it sees, but for {@code PATH} and a locale that can spell any key
     * @param log made or appended to
     */
    static JobProcess start(List<String> line, Map<String, String> environment, Path log, Clock clock)
            throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Map<String, String> variables = builder.environment();
        variables.keySet().retainAll(List.of("PATH"));
        variables.put("LC_ALL", "C.UTF-8");
        variables.putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return new JobProcess(process, log.getFileName().toString(), clock);
    }

    /** The attempt of a process that could not be started. */
    static JobAttempt notStarted(Path log, IOException cause, Clock clock) {
        Instant now = clock.instant();
        String reason = "CannotStartContainerError: " + cause.getMessage();
        return new JobAttempt(
                now,
                now,
                null,
                reason,
                "Task failed to start",
                log.getFileName().toString(),
                End.NOT_STARTED);
    }

    /** Waits for the end; a process that is still there after {@code timeout} is stopped. */
    JobAttempt await(Duration timeout) throws InterruptedException {
        boolean ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
            stop();
        }
        int exitCode = process.waitFor();
        return new JobAttempt(
                startedAt,
                clock.instant(),
                exitCode,
                null,
                ended ? EXITED : TIMED_OUT,
                logStream,
                ended ? End.EXITED : End.TIMED_OUT);
    }

    /** Asks the process to end, and kills it if it does not do so in time. Returns at once. */
    void stop() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.onExit().orTimeout(GRACE.toSeconds(), TimeUnit.SECONDS).exceptionally(tooLate -> kill());
    }

    /** Ends the process at once, as a lost machine would. */
    Process kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        return process.destroyForcibly();
    }
}
