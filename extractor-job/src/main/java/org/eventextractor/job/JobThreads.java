package org.eventextractor.job;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All threads of a job: one a request in flight, one a core to scan, as many to write slices as the
 * heap allows, one timer. Nothing
 * else in the job makes a thread.
 *
 * <p>Thread-safe.
 */
final class JobThreads implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(JobThreads.class);

    /** More threads only stand in each other's way; the AWS Common Runtime needs none. */
    private static final int MAX_FETCHERS = 64;

    private static final Duration END_WITHIN = Duration.ofSeconds(10);

    /** Extracts one slice; ends soon when its thread is interrupted. */
    @FunctionalInterface
    interface SliceWork {
        void run() throws InterruptedException;
    }

    private final ExecutorService fetchers;
    private final ExecutorService scanners;
    private final ExecutorService writers;
    private final ScheduledExecutorService timer;

    JobThreads(JobResources resources) {
        fetchers = Executors.newFixedThreadPool(Math.min(MAX_FETCHERS, resources.objectsInFlight()), named("fetch"));
        scanners = Executors.newFixedThreadPool(resources.threads(), named("scan"));
        writers = Executors.newFixedThreadPool(resources.writers(), named("write"));
        timer = Executors.newSingleThreadScheduledExecutor(named("progress"));
    }

    Executor fetchers() {
        return fetchers;
    }

    Executor scanners() {
        return scanners;
    }

    /** Does the work of a slice when its turn comes. */
    Future<?> write(SliceWork slice) {
        return writers.submit(() -> {
            slice.run();
            return true;
        });
    }

    /** Runs a task again and again until {@link #stopTimer}; it must not throw. */
    @SuppressWarnings("FutureReturnValueIgnored") // the timer as a whole is stopped, never one task
    void every(Duration interval, Runnable task) {
        timer.scheduleAtFixedRate(task, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Lets a report in progress end, or interrupts it where it takes long, and makes no further one.
     *
     * @return false if it goes on all the same
     */
    boolean stopTimer() throws InterruptedException {
        timer.shutdown();
        if (!timer.awaitTermination(END_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
            timer.shutdownNow();
        }
        return timer.awaitTermination(END_WITHIN.toSeconds(), TimeUnit.SECONDS);
    }

    /** Interrupts whatever is at work, and waits a while for the writers: their scratch files are removed next. */
    @Override
    public void close() {
        List.of(timer, writers, scanners, fetchers).forEach(ExecutorService::shutdownNow);
        try {
            if (!writers.awaitTermination(END_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                log.warn("a slice given up is still at work after {}", END_WITHIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.getAndIncrement());
            thread.setDaemon(true);
            // not that of the thread that happens to ask for it: those of the AWS Common Runtime have none
            thread.setContextClassLoader(JobThreads.class.getClassLoader());
            return thread;
        };
    }
}
