package org.eventextractor.local.events;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Lambda handler, invoked as Lambda invokes one asynchronously: events wait in a queue, and a failed invocation is
 * tried twice more. An event that fails three times, or finds the queue full, is logged and lost. Thread-safe; owns its
 * threads.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">How Lambda handles
 *     errors and retries with asynchronous invocation</a>
 */
public final class LambdaFunction implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LambdaFunction.class);
    private static final int MAX_QUEUED = 10_000;
    private static final int MAX_TRIES = 3;
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final int CLOSE_SECONDS = 30;

    private final String name;
    private final Supplier<RequestStreamHandler> coldStart;
    private final Duration retryDelay;
    private final Clock clock = Clock.systemUTC();
    private final ThreadPoolExecutor threads;
    private @Nullable RequestStreamHandler handler;

    /**
     * A function that is ready for events.
     *
     * @param name for logs
     * @param coldStart makes the handler, once, when it is first needed
     * @param concurrency how many threads may call the handler at once; 1 keeps the events in order
     * @param retryDelay before the first retry; twice that before the second
     */
    public LambdaFunction(String name, Supplier<RequestStreamHandler> coldStart, int concurrency, Duration retryDelay) {
        this.name = name;
        this.coldStart = coldStart;
        this.retryDelay = retryDelay;
        this.threads = new ThreadPoolExecutor(
                concurrency,
                concurrency,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MAX_QUEUED),
                task -> new Thread(task, "lambda-" + name));
    }

    /** Makes the handler now, so that a configuration it refuses is known at once. */
    public void warmUp() {
        handler();
    }

    /** Hands over an event and returns at once. */
    public void invoke(byte[] event) {
        try {
            threads.execute(() -> invokeWithRetries(event));
        } catch (RejectedExecutionException e) {
            log.error("{} lost an event: its queue is full or it was stopped", name);
        }
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

    private synchronized RequestStreamHandler handler() {
        if (handler == null) {
            handler = coldStart.get();
        }
        return handler;
    }

    private void invokeWithRetries(byte[] event) {
        String requestId = UUID.randomUUID().toString();
        for (int tries = 1; tries <= MAX_TRIES; tries++) {
            if (succeeds(event, requestId, tries)) {
                return;
            }
            if (tries == MAX_TRIES || !paused(retryDelay.multipliedBy(tries))) {
                log.error("{} lost an event after {} tries; the log tells why", name, tries);
                return;
            }
        }
    }

    private boolean succeeds(byte[] event, String requestId, int tries) {
        try {
            LocalContext context =
                    new LocalContext(name, requestId, clock.instant().plus(TIMEOUT), clock);
            handler().handleRequest(new ByteArrayInputStream(event), new ByteArrayOutputStream(), context);
            return true;
        } catch (Exception e) {
            // A redelivery often heals it, and is sometimes all a handler asks for.
            log.info("{} failed, try {} of {}", name, tries, MAX_TRIES, e);
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
