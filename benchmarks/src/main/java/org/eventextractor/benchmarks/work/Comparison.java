package org.eventextractor.benchmarks.work;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.eventextractor.benchmarks.data.DataSet;
import org.eventextractor.benchmarks.report.ReportRow;
import org.eventextractor.benchmarks.report.ReportRow.Subject;
import org.jspecify.annotations.Nullable;

/**
 * The same work done by several, in turns, so that what disturbs the machine disturbs all of them.
 *
 * @param work its name in the report
 * @param series the runs of each, by name, the product's first
 */
record Comparison(String work, DataSet data, Map<String, Series> series) {

    /**
     * Lets all do the work.
     *
     * @param contenders the product first
     * @throws IOException if one fails, or finds other rows than the product
     */
    static Comparison alternate(String work, List<Contender> contenders, Query query, DataSet data, int rounds)
            throws IOException, InterruptedException {
        Map<String, List<Run>> runs = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Contender contender : contenders) {
                Run run = contender.run(query, data);
                print(work, contender, run);
                runs.computeIfAbsent(contender.name(), name -> new ArrayList<>())
                        .add(run);
                requireSameRows(contender, run, runs);
            }
        }
        Map<String, Series> series = new LinkedHashMap<>();
        runs.forEach((name, all) -> series.put(name, new Series(all)));
        return new Comparison(work, data, series);
    }

    Series product() {
        return series.values().iterator().next();
    }

    Series of(String contender) {
        return Objects.requireNonNull(series.get(contender), contender);
    }

    List<String> peers() {
        return series.keySet().stream().skip(1).toList();
    }

    /** Rows of CPU, wall clock and memory, the product beside one peer. */
    void report(String peer, @Nullable Double cpuGoal, @Nullable Double wallGoal, Consumer<ReportRow> rows) {
        Series product = product();
        Series other = of(peer);
        rows.accept(
                ReportRow.less(new Subject(work, peer, "CPU"), "s", product.cpuSeconds(), other.cpuSeconds(), cpuGoal));
        rows.accept(ReportRow.less(
                new Subject(work, peer, "wall"), "s", product.wallSeconds(), other.wallSeconds(), wallGoal));
        rows.accept(ReportRow.less(
                new Subject(work, peer, "peak memory"), "MB", product.peakMegabytes(), other.peakMegabytes(), null));
    }

    private static void requireSameRows(Contender contender, Run run, Map<String, List<Run>> runs) throws IOException {
        long wanted = runs.values().iterator().next().get(0).rows();
        if (contender.doesAll() && run.rows() != wanted) {
            throw new IOException(contender.name() + " found " + run.rows() + " rows, the product " + wanted);
        }
    }

    private static void print(String work, Contender contender, Run run) {
        System.out.printf(
                Locale.ROOT,
                "%-50s %-24s %7.2f CPU-s %7.2f s %6.0f MB %,12d rows%n",
                work,
                contender.name(),
                run.usage().cpuSeconds(),
                run.usage().wallSeconds(),
                run.usage().peakMegabytes(),
                run.rows());
    }
}
