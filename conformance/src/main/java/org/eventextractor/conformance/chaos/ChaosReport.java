package org.eventextractor.conformance.chaos;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eventextractor.core.json.Json;
import org.eventextractor.s3.fault.Fault;
import org.eventextractor.s3.fault.FaultProxy;

/**
 * What is printed in the end.
 *
 * @param rounds how many were played
 * @param seed of all draws
 * @param tally of what was done
 * @param proxy that spoiled calls
 * @param took all of it
 * @param breaches everything that was found wrong
 */
record ChaosReport(int rounds, long seed, Tally tally, FaultProxy proxy, Duration took, List<String> breaches) {

    void print(PrintStream out) {
        line(out, "rounds, of seed " + seed, rounds);
        tally.ends().forEach((state, count) -> line(out, "  " + Json.name(state), count));
        line(out, "cancellations dropped", tally.cancellations());
        Map<Step, Integer> kills = tally.kills();
        for (Victim victim : Victim.values()) {
            int all = kills.entrySet().stream()
                    .filter(entry -> entry.getKey().victim() == victim)
                    .mapToInt(Map.Entry::getValue)
                    .sum();
            line(out, "kills of " + victim.name().toLowerCase(Locale.ROOT), all);
            kills.entrySet().stream()
                    .filter(entry -> entry.getKey().victim() == victim)
                    .forEach(entry -> line(out, "  after: " + entry.getKey().words(), entry.getValue()));
        }
        line(out, "calls to S3", proxy.calls());
        line(out, "calls spoiled", proxy.spoiled());
        for (Map.Entry<Fault, Long> entry : proxy.counts().entrySet()) {
            if (entry.getValue() > 0) {
                line(out, "  " + entry.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' '), entry.getValue());
            }
        }
        line(out, "bucket events doubled", tally.bucketEvents());
        line(out, "events to completion doubled, late", tally.completionEvents());
        line(out, "callbacks refused", tally.refusals());
        line(out, "rows compared", tally.rows());
        line(out, "days lost, each for a reason", tally.daysLost());
        line(out, "seconds", took.toSeconds());
        out.println(
                breaches.isEmpty()
                        ? "Nothing was lost, nothing doubled, nothing left without a word."
                        : breaches.size() + " breaches.");
    }

    private static void line(PrintStream out, String what, long count) {
        out.printf(Locale.ROOT, "%-36s %,9d%n", what, count);
    }
}
