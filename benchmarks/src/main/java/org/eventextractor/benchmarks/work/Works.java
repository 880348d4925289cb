package org.eventextractor.benchmarks.work;

import java.nio.file.Path;
import java.util.List;
import org.eventextractor.benchmarks.data.BenchData;

/** Everything there is to measure. */
public final class Works {

    private Works() {}

    /**
     * All works, in the order of the report.
     *
     * @param python the folder of the Python peers
     */
    public static List<Work> all(BenchData data, Workshop workshop, Path python, Scale scale) {
        Peers peers = new Peers(workshop, python);
        return List.of(
                new SmallFiles(data, workshop, peers, scale),
                new ThroughServer(data, workshop, scale),
                new LargeFiles(data, workshop, peers, scale));
    }
}
