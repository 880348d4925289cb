package org.eventextractor.conformance.coldstart;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.eventextractor.conformance.coldstart.ColdStart.Measured;

/**
 * What one way of starting a function takes, in milliseconds: medians (of an even number the lower of the two in the
 * middle) but for {@code least} and {@code warm95}. Those up to the first answer include what other work on the machine
 * disturbed; {@code least} includes least of it.
 *
 * @param jvm until the JVM is made
 * @param init from there until the function is ready for its first call
 * @param firstCall the first call
 * @param total from the start of the process to the first answer
 * @param least of the totals
 * @param cpu of the process, until the first answer
 * @param early the calls right after the first
 * @param warm the calls after those in which compilation comes to rest
 * @param warm95 what 95 of 100 of these do not exceed
 */
record Figures(
        double jvm,
        double init,
        double firstCall,
        double total,
        double least,
        double cpu,
        double early,
        double warm,
        double warm95) {

    static final String HEADER =
            "milliseconds (median)       JVM   init  first call  total  least    CPU  early call  warm call  95 of 100";

    /**
     * @param runs at least one, each with a call after the first
     * @param warm at least one
     */
    static Figures of(List<Measured> runs, List<Duration> warm) {
        return new Figures(
                median(runs, StartTimes::jvm),
                median(runs, StartTimes::init),
                median(runs, StartTimes::firstCall),
                median(runs, StartTimes::total),
                quantile(times(runs, StartTimes::total), 0),
                median(runs, StartTimes::cpu),
                quantile(runs.stream().flatMap(run -> run.later().stream()).toList(), 50),
                quantile(warm, 50),
                quantile(warm, 95));
    }

    /** A line of the table below {@link #HEADER}. */
    String line(String what) {
        return String.format(
                Locale.ROOT,
                "%-24s %6.0f %6.0f %11.0f %6.0f %6.0f %6.0f %11.1f %10.1f %10.1f",
                what,
                jvm,
                init,
                firstCall,
                total,
                least,
                cpu,
                early,
                warm,
                warm95);
    }

    private static double median(List<Measured> runs, Function<StartTimes, Duration> part) {
        return quantile(times(runs, part), 50);
    }

    private static List<Duration> times(List<Measured> runs, Function<StartTimes, Duration> part) {
        return runs.stream().map(Measured::start).map(part).toList();
    }

    /**
     * The least that so many do not exceed (nearest rank).
     *
     * @param durations at least one
     */
    private static double quantile(List<Duration> durations, int percent) {
        List<Duration> sorted = durations.stream().sorted().toList();
        int rank = (sorted.size() * percent + 99) / 100;
        return sorted.get(Math.max(rank, 1) - 1).toNanos() / 1e6;
    }
}
