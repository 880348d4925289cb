package org.eventextractor.conformance.chaos;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eventextractor.conformance.function.Answer;
import org.eventextractor.conformance.function.FunctionException;
import org.eventextractor.conformance.function.FunctionProcess;
import org.eventextractor.conformance.function.Invocation;
import org.eventextractor.local.events.Invocable;

/**
 * The processes of one function: a call takes one that is idle, or starts one. A process that was killed fails its call
 * and is never called again. Thread-safe.
 */
final class FunctionPool implements Invocable, AutoCloseable {

    private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:event-extractor";

    private final String name;
    private final Duration timeLimit;
    private final Supplier<FunctionProcess> starter;
    private final Consumer<String> called;
    private final Semaphore concurrency;
    private final Deque<FunctionProcess> idle = new ArrayDeque<>();
    private final Map<FunctionProcess, String> working = new HashMap<>();

    /**
     * @param timeLimit of a call
     * @param concurrency the most calls at once
     * @param starter starts one more process
     * @param called told of the event of every call as it begins
     */
    FunctionPool(
            String name,
            Duration timeLimit,
            int concurrency,
            Supplier<FunctionProcess> starter,
            Consumer<String> called) {
        this.name = name;
        this.timeLimit = timeLimit;
        this.starter = starter;
        this.called = called;
        this.concurrency = new Semaphore(concurrency, true);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public byte[] invoke(byte[] event, String requestId) throws IOException {
        try {
            concurrency.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the pool is closed");
        }
        try {
            return call(new String(event, StandardCharsets.UTF_8));
        } finally {
            concurrency.release();
        }
    }

    /**
     * Kills one process that is at work on such an event.
     *
     * @return whether there was one
     */
    synchronized boolean kill(Predicate<String> event) {
        for (Map.Entry<FunctionProcess, String> entry : working.entrySet()) {
            if (event.test(entry.getValue())) {
                entry.getKey().kill();
                working.remove(entry.getKey());
                return true;
            }
        }
        return false;
    }

    /** Whether any process is at work on such an event. */
    synchronized boolean isAtWork(Predicate<String> event) {
        return working.values().stream().anyMatch(event);
    }

    @Override
    public synchronized void close() {
        idle.forEach(FunctionProcess::close);
        working.keySet().forEach(FunctionProcess::close);
    }

    private byte[] call(String event) throws IOException {
        FunctionProcess process = take(event);
        called.accept(event);
        try {
            Answer answer = process.invoke(new Invocation(ARN, timeLimit, event));
            putBack(process);
            if (answer.failed()) {
                throw new IOException(name + " failed: " + answer.body());
            }
            return answer.body().getBytes(StandardCharsets.UTF_8);
        } catch (FunctionException e) {
            discard(process);
            throw new IOException(name + " did not answer: " + e.getMessage(), e);
        }
    }

    private synchronized FunctionProcess take(String event) {
        FunctionProcess process = idle.isEmpty() ? starter.get() : idle.pop();
        working.put(process, event);
        return process;
    }

    private synchronized void putBack(FunctionProcess process) {
        if (working.remove(process) != null) {
            idle.push(process);
        }
    }

    private void discard(FunctionProcess process) {
        synchronized (this) {
            working.remove(process);
        }
        process.close();
    }
}
