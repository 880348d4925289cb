package org.eventextractor.s3.fault;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** Throws a plan's chances. Thread-safe. */
final class Dice {
    private static final int COUNTERS = 1 << 14;

    private final FaultPlan plan;
    private final long begin = System.nanoTime();

    /** How often a call was made; calls that share a counter share their luck. */
    private final AtomicIntegerArray times = new AtomicIntegerArray(COUNTERS);

    Dice(FaultPlan plan) {
        this.plan = plan;
    }

    FaultPlan plan() {
        return plan;
    }

    /** What happens to a call; empty if nothing. */
    Optional<Throw> next(Call call) {
        Duration now = Duration.ofNanos(System.nanoTime() - begin);
        int hash = call.hashCode();
        int time = times.getAndIncrement(Math.floorMod(hash, COUNTERS));
        SplittableRandom random = new SplittableRandom(plan.seed() ^ ((long) hash << 32 | time));
        return plan.rules().stream()
                .filter(rule -> rule.isAbout(call, now))
                .filter(rule -> random.nextDouble() < rule.share())
                .findFirst()
                .map(rule -> new Throw(rule.fault(), random.nextDouble()));
    }

    /**
     * A fault that is due.
     *
     * @param fault what happens
     * @param where in the answer, as a share of its length: 0 to 1, exclusive
     */
    record Throw(Fault fault, double where) {}
}
