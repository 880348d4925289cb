package org.eventextractor.conformance.coldstart;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.eventextractor.conformance.coldstart.ColdStart.Measured;

/**
 * What one way of starting a function takes, in milliseconds; medians but for what says otherwise. Those of the first
 * answer tell of the machine's other work as well, the least of them least.
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
     * @param runs at least one
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

    private static double quantile(List<Duration> durations, int percent) {
        List<Duration> sorted = durations.stream().sorted().toList();
        return sorted.isEmpty()
                ? Double.NaN
                : sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100))
                                .toNanos()
                        / 1e6;
    }
}
