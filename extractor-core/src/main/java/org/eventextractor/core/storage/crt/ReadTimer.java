package org.eventextractor.core.storage.crt;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One thread for deadlines, waits and the renewal of credentials.
 *
 * <p>Thread-safe. After {@link #close} nothing runs any more, and what is asked for is quietly left undone.
 */
final class ReadTimer implements AutoCloseable {

    private final ScheduledThreadPoolExecutor executor;

    ReadTimer() {
        executor = new ScheduledThreadPoolExecutor(
                1,
                task -> {
                    Thread thread = new Thread(task, "s3-read-timer");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /** Runs a task once. */
    @SuppressWarnings("FutureReturnValueIgnored") // as of every task
    void after(Duration delay, Runnable task) {
        executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the timer as a whole is stopped, never one task
    void every(Duration interval, Runnable task) {
        executor.scheduleWithFixedDelay(task, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
