package org.eventextractor.local.events;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Invokes a function as Lambda does asynchronously: events wait in a queue, and a failed invocation is tried twice
 * more. An event that fails three times, or finds the queue full, is logged and lost. Thread-safe; owns its threads.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">How Lambda handles
 *     errors and retries with asynchronous invocation</a>
 */
public final class AsyncInvocations implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AsyncInvocations.class);
    private static final int MAX_QUEUED = 10_000;
    private static final int MAX_TRIES = 3;
    private static final int CLOSE_SECONDS = 30;

    private final Invocable function;
    private final Duration retryDelay;
    private final ThreadPoolExecutor threads;
    private final AtomicInteger pending = new AtomicInteger();

    /**
     * A queue before a function.
     *
     * @param function that is invoked
     * @param concurrency how many threads may call it at once; 1 keeps the events in order
     * @param retryDelay before the first retry; twice that before the second
     */
    public AsyncInvocations(Invocable function, int concurrency, Duration retryDelay) {
        this.function = function;
        this.retryDelay = retryDelay;
        this.threads = new ThreadPoolExecutor(
                concurrency,
                concurrency,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MAX_QUEUED),
                task -> new Thread(task, "lambda-" + function.name()));
    }

    /** Hands over an event and returns at once. */
    public void invoke(byte[] event) {
        pending.incrementAndGet();
        try {
            threads.execute(() -> deliver(event));
        } catch (RejectedExecutionException e) {
            pending.decrementAndGet();
            log.error("{} lost an event: its queue is full or it was stopped", function.name());
        }
    }

    /** How many events wait, or are worked on. */
    public int pending() {
        return pending.get();
    }

    /** Takes no more events, and waits a while for those that are queued. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(byte[] event) {
        try {
            invokeWithRetries(event);
        } finally {
            pending.decrementAndGet();
        }
    }

    private void invokeWithRetries(byte[] event) {
        String requestId = UUID.randomUUID().toString();
        for (int tries = 1; tries <= MAX_TRIES; tries++) {
            if (succeeds(event, requestId, tries)) {
                return;
            }
            if (tries == MAX_TRIES || !paused(retryDelay.multipliedBy(tries))) {
                log.error("{} lost an event after {} tries; the log tells why", function.name(), tries);
                return;
            }
        }
    }

    private boolean succeeds(byte[] event, String requestId, int tries) {
        try {
            function.invoke(event, requestId);
            return true;
        } catch (Exception e) {
            // A redelivery often heals it, and is sometimes all a handler asks for.
            log.info("{} failed, try {} of {}", function.name(), tries, MAX_TRIES, e);
            return false;
        }
    }

    private static boolean paused(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
