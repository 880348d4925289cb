package org.eventextractor.conformance.function;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A function in Lambda's own Java runtime client, as a process of its own. Thread-safe; calls are worked on one after
 * the other, as Lambda does.
 */
public final class FunctionProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration END_LIMIT = Duration.ofSeconds(10);

    private final RuntimeApi api;
    private final Process process;
    private final Path log;
    private final long startedAt;

    private FunctionProcess(RuntimeApi api, Process process, Path log, long startedAt) {
        this.api = api;
        this.process = process;
        this.log = log;
        this.startedAt = startedAt;
    }

    /**
     * Starts a function and returns at once.
     *
     * @param log takes what the function prints
     * @throws UncheckedIOException if the process or its log cannot be started
     */
    public static FunctionProcess start(FunctionSettings settings, Path log) {
        RuntimeApi api = RuntimeApi.start();
        ProcessBuilder builder = new ProcessBuilder(settings.commandLine())
                .directory(settings.layout().taskRoot().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        Map<String, String> variables = builder.environment();
        variables.clear();
        variables.putAll(settings.variables(api.address()));
        long startedAt = System.nanoTime();
        try {
            Process process = builder.start();
            // A process that ended answers nobody any more.
            CompletableFuture<Void> unused = process.onExit().thenRun(api::close);
            return new FunctionProcess(api, process, log, startedAt);
        } catch (IOException e) {
            api.close();
            throw new UncheckedIOException("cannot start a function", e);
        }
    }

    /**
     * How long the function took until it was ready for its first call; waits for that.
     *
     * @throws FunctionException if it cannot start
     */
    public Duration awaitReady() {
        return Duration.ofNanos(await(api.initialized(), START_LIMIT) - startedAt);
    }

    /** How long ago the process was started. */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    /** The processor time it has taken so far, to 10 ms; zero where the system does not tell. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /**
     * Calls the function and waits for the answer.
     *
     * @throws FunctionException if none comes
     */
    public Answer invoke(Invocation invocation) {
        return await(api.invoke(invocation), START_LIMIT.plus(invocation.timeLimit()));
    }

    /** What the function has printed so far. */
    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log, e);
        }
    }

    /** Kills the process without a word, as a lost machine would. Calls under way fail. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Ends the process, and waits for that. */
    @Override
    public void close() {
        end(END_LIMIT);
    }

    /**
     * Asks the process to end, and kills it if it does not do so in time.
     *
     * @return whether it ended by itself
     */
    boolean end(Duration limit) {
        process.destroy();
        boolean ended = false;
        try {
            ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        api.close();
        return ended;
    }

    private <T> T await(CompletableFuture<T> future, Duration limit) {
        try {
            return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            String reason = e.getCause() == null
                    ? e.toString()
                    : String.valueOf(e.getCause().getMessage());
            throw new FunctionException(reason + "; it printed:\n" + output(), e);
        } catch (TimeoutException e) {
            throw new FunctionException("nothing came within " + limit + "; the function printed:\n" + output(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FunctionException("interrupted", e);
        }
    }
}
