package org.eventextractor.local.events;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An EventBridge rule with a rate: calls a function with a scheduled event, one call after the other. Thread-safe; owns
 * its thread.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html">Rules that run on
 *     a schedule</a>
 */
public final class Schedule implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Schedule.class);
    private static final int CLOSE_SECONDS = 30;

    private final Invocable function;
    private final ScheduledExecutorService timer;

    private Schedule(Invocable function) {
        this.function = function;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "schedule"));
    }

    /** Starts; the first call comes after one {@code pause}, every other one that long after the end of the last. */
    @SuppressWarnings("FutureReturnValueIgnored") // the timer as a whole is stopped
    public static Schedule start(Invocable function, Duration pause) {
        Schedule schedule = new Schedule(function);
        schedule.timer.scheduleWithFixedDelay(
                schedule::call, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        return schedule;
    }

    /** Waits a while for a call under way. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException e) {
            timer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void call() {
        try {
            byte[] event = EventBridgeWire.event("aws.events", "Scheduled Event", List.of(), Map.of());
            function.invoke(event, UUID.randomUUID().toString());
        } catch (Exception e) {
            log.info("{} failed on its schedule", function.name(), e);
        }
    }
}
