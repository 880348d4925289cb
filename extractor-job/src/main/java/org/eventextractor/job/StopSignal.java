package org.eventextractor.job;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a command that SIGINT or SIGTERM stops end what it has begun: the process waits for it, for a while, and then ends
 * with the signal's exit code.
 *
 * <p>Thread-safe.
 */
final class StopSignal implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(StopSignal.class);

    /** Longer than it takes to notice, and to tell a receiver that answers. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;

    private StopSignal(Runnable whenStopped) {
        hook = new Thread(() -> stop(whenStopped), "stop-signal");
    }

    /**
     * Listens until it is closed.
     *
     * @param whenStopped lets the work come to its end, soon; runs in a thread of its own, at most once
     */
    static StopSignal listening(Runnable whenStopped) {
        StopSignal signal = new StopSignal(whenStopped);
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    /** The work has ended: a process that is being stopped need not wait any more. */
    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            log.debug("the process is being stopped", e);
        }
    }

    private void stop(Runnable whenStopped) {
        try {
            whenStopped.run();
            if (!ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                log.warn("what was under way has not ended after {}", PATIENCE);
            }
        } catch (RuntimeException e) {
            log.warn("the status could not say that the command was stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
