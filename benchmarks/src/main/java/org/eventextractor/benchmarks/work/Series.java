package org.eventextractor.benchmarks.work;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.eventextractor.benchmarks.process.Usage;

/** The runs of one contender at the same work; at least one. */
record Series(List<Run> runs) {

    Series {
        runs = List.copyOf(runs);
    }

    double cpuSeconds() {
        return median(Usage::cpuSeconds);
    }

    double wallSeconds() {
        return median(Usage::wallSeconds);
    }

    double peakMegabytes() {
        return median(Usage::peakMegabytes);
    }

    long rows() {
        return runs.get(0).rows();
    }

    /** CPU microseconds that each further file costs: what this took more than a run over fewer, warm-up left out. */
    double cpuMicrosPerFile(int files, Series fewer, int fewerFiles) {
        return (cpuSeconds() - fewer.cpuSeconds()) * 1e6 / (files - fewerFiles);
    }

    private double median(ToDoubleFunction<Usage> figure) {
        double[] sorted =
                runs.stream().map(Run::usage).mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
