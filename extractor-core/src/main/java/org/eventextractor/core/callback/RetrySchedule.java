package org.eventextractor.core.callback;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a delivery is tried again.
 *
 * @param pauses before the second attempt, the third, and so on; one attempt more than there are pauses
 * @param jitter how far a pause may stray, as a share of it: 0.2 is up to 20 % more or less; 0 to 1
 * @param attemptLimit the most time one attempt may take, from the lookup of the host to the answer
 * @param totalLimit the most time all attempts and pauses may take together
 */
public record RetrySchedule(List<Duration> pauses, double jitter, Duration attemptLimit, Duration totalLimit) {

    public RetrySchedule {
        if (!(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("jitter must lie in 0 to 1: " + jitter);
        }
        pauses = List.copyOf(pauses);
    }

    /** At about 0, 2, 6, 15, 35 and 75 seconds where answers are quick, 15 seconds an attempt, two minutes in all. */
    public static RetrySchedule standard() {
        List<Duration> pauses = List.of(
                Duration.ofSeconds(2),
                Duration.ofSeconds(4),
                Duration.ofSeconds(9),
                Duration.ofSeconds(20),
                Duration.ofSeconds(40));
        return new RetrySchedule(pauses, 0.2, Duration.ofSeconds(15), Duration.ofMinutes(2));
    }

    /**
     * At 0 and 5 seconds, 5 and 35 minutes, and about 2.5, 7.5 and 17.5 hours, 15 seconds an attempt: longer than anybody
     * waits at it, so between its attempts something else keeps the time. No pause is longer than 11 hours.
     */
    public static RetrySchedule overHours() {
        List<Duration> pauses = List.of(
                Duration.ofSeconds(5),
                Duration.ofMinutes(5),
                Duration.ofMinutes(30),
                Duration.ofHours(2),
                Duration.ofHours(5),
                Duration.ofHours(10));
        return new RetrySchedule(pauses, 0.1, Duration.ofSeconds(15), Duration.ofDays(1));
    }

    /** The same schedule with other pauses. */
    public RetrySchedule withPauses(List<Duration> others) {
        return new RetrySchedule(others, jitter, attemptLimit, totalLimit);
    }

    /** How many attempts there are at most. */
    public int attempts() {
        return pauses.size() + 1;
    }

    /** The pause after the attempt of this number, from 1, with its jitter; empty after the last one. */
    public Optional<Duration> pauseAfter(int attempt, RandomGenerator random) {
        if (attempt > pauses.size()) {
            return Optional.empty();
        }
        double factor = 1 + jitter * (2 * random.nextDouble() - 1);
        return Optional.of(Duration.ofNanos(Math.round(pauses.get(attempt - 1).toNanos() * factor)));
    }
}
