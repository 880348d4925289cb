package org.eventextractor.core.storage.crt;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long and how often a read is tried, and how long a connection lives.
 *
 * @param maxAttempts of one read, at least 1
 * @param firstDelay the longest wait before the second attempt; it doubles with each attempt
 * @param maxDelay the longest wait before any attempt
 * @param attemptTimeout from asking for a connection to the last byte
 * @param totalTimeout of a read, from its first attempt on
 * @param connectTimeout for one connection to be made
 * @param maxConnectionAge after which a connection is not used again
 * @param maxConnectionRequests after which a connection is not used again
 */
record ReadPolicy(
        int maxAttempts,
        Duration firstDelay,
        Duration maxDelay,
        Duration attemptTimeout,
        Duration totalTimeout,
        Duration connectTimeout,
        Duration maxConnectionAge,
        int maxConnectionRequests) {

    static ReadPolicy standard() {
        return new ReadPolicy(
                12,
                Duration.ofMillis(25),
                Duration.ofSeconds(10),
                Duration.ofMinutes(1),
                Duration.ofMinutes(5),
                Duration.ofSeconds(5),
                Duration.ofMinutes(5),
                10_000);
    }

    /**
     * A random wait after an attempt that failed, of half a bound or more, up to the bound, which doubles: reads that
     * failed together do not come back together, and none spends all its attempts on a short outage.
     *
     * @param attempt which attempt failed, from 1
     */
    Duration delayAfter(int attempt) {
        long doubled = firstDelay.toNanos() << Math.min(attempt - 1, 20);
        long bound = Math.min(doubled, maxDelay.toNanos());
        long least = bound / 2;
        return Duration.ofNanos(least + ThreadLocalRandom.current().nextLong(bound - least + 1));
    }
}
