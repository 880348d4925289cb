package org.eventextractor.conformance.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Lies in wait for the steps of requests, and kills who takes them. Thread-safe; owns a thread, so that nobody who tells
 * of a step waits for a kill.
 */
final class Saboteur implements AutoCloseable {

    private final Killer killer;
    private final Tally tally;
    private final Consumer<String> journal;
    private final Map<String, List<Ambush>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger pending = new AtomicInteger();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "saboteur"));

    /** @param journal takes a line of every kill */
    Saboteur(Killer killer, Tally tally, Consumer<String> journal) {
        this.killer = killer;
        this.tally = tally;
        this.journal = journal;
    }

    /** Kills. */
    @FunctionalInterface
    interface Killer {
        /**
         * Kills who is at work on a request, and may have come to a step of it.
         *
         * @return whether there was somebody
         */
        boolean kill(Step step, String requestKey);
    }

    /** Lies in wait for a round. */
    void watch(Round round) {
        waiting.put(round.key(), new ArrayList<>(round.ambushes()));
    }

    /** A request has come to a step. Returns at once. */
    void reached(Step step, String requestKey) {
        due(step, requestKey).ifPresent(ambush -> after(ambush.delay(), () -> spring(ambush, requestKey)));
    }

    /** Something came to a step that is of no request, or of many: one of those who wait for it has it. */
    void reached(Step step) {
        for (String requestKey : waiting.keySet()) {
            Optional<Ambush> ambush = due(step, requestKey);
            if (ambush.isPresent()) {
                after(ambush.get().delay(), () -> spring(ambush.get(), requestKey));
                return;
            }
        }
    }

    /** Does something later. */
    void after(Duration delay, Runnable task) {
        pending.incrementAndGet();
        var unused = thread.schedule(() -> act(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How much is to be done later, or being done. */
    int pending() {
        return pending.get();
    }

    /** Kills nobody any more. */
    @Override
    public void close() {
        thread.shutdownNow();
    }

    private Optional<Ambush> due(Step step, String requestKey) {
        List<Ambush> ambushes = waiting.getOrDefault(requestKey, List.of());
        synchronized (ambushes) {
            Optional<Ambush> due =
                    ambushes.stream().filter(ambush -> ambush.step() == step).findFirst();
            due.ifPresent(ambushes::remove);
            return due;
        }
    }

    private void act(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            journal.accept(Instant.now() + " failed: " + e);
        } finally {
            pending.decrementAndGet();
        }
    }

    private void spring(Ambush ambush, String requestKey) {
        Step step = ambush.step();
        boolean killed = killer.kill(step, requestKey);
        if (killed) {
            tally.killed(step);
        }
        journal.accept(Instant.now() + " " + requestKey + ": " + step + ", "
                + ambush.delay().toMillis() + " ms later " + (killed ? "killed " : "no longer there: ")
                + step.victim());
    }
}
