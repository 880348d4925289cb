package org.eventextractor.s3.fault;

import java.time.Duration;
import java.util.List;

/**
 * What is to go wrong. Whether a rule meets a call depends on the seed, the call's method and path, and how often that
 * was called before: not on the order in which threads call.
 *
 * @param seed of all chances
 * @param rules of a call's rules the first that meets it decides
 * @param stall how long {@link Fault#STALLED} lasts
 * @param dripBytesPerSecond how fast {@link Fault#DRIPPED} comes, at least 1
 */
public record FaultPlan(long seed, List<FaultRule> rules, Duration stall, int dripBytesPerSecond) {
    private static final Duration STALL = Duration.ofSeconds(30);
    private static final int DRIP = 4 << 10;

    public FaultPlan {
        rules = List.copyOf(rules);
        if (dripBytesPerSecond < 1) {
            throw new IllegalArgumentException("drips must come with at least 1 byte/s: " + dripBytesPerSecond);
        }
    }

    /** Stalls of 30 s, and drips of 4 KiB/s. */
    public static FaultPlan of(long seed, FaultRule... rules) {
        return new FaultPlan(seed, List.of(rules), STALL, DRIP);
    }

    /** Nothing goes wrong. */
    public static FaultPlan none() {
        return of(0);
    }

    public FaultPlan withStall(Duration pause) {
        return new FaultPlan(seed, rules, pause, dripBytesPerSecond);
    }

    public FaultPlan withDrip(int bytesPerSecond) {
        return new FaultPlan(seed, rules, stall, bytesPerSecond);
    }
}
