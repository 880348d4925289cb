package org.eventextractor.benchmarks.work;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eventextractor.benchmarks.data.BenchData;
import org.eventextractor.benchmarks.data.DataSet;
import org.eventextractor.benchmarks.server.ObjectServer;
import org.eventextractor.benchmarks.server.TlsIdentity;
import org.eventextractor.benchmarks.server.TrafficReport;
import org.eventextractor.benchmarks.server.Weather;

/**
 * The extractor with a heap of {@value #HEAP_MB} MB, reading from an object server that is started anew for each run.
 *
 * @param environment added to what the server's clients need
 */
record ServedProduct(Workshop workshop, Map<String, String> environment) {

    static final int HEAP_MB = 512;

    private static final int USERS = 100;

    /** With as many requests in flight as the product allows by default. */
    static ServedProduct withDefaults(Workshop workshop) {
        return new ServedProduct(workshop, Map.of());
    }

    static ServedProduct inFlight(Workshop workshop, int requests) {
        return new ServedProduct(workshop, Map.of("EXTRACTOR_IN_FLIGHT", Integer.toString(requests)));
    }

    /** @param rounds 1 or more */
    Served read(DataSet objects, Weather weather, int rounds) throws IOException, InterruptedException {
        List<Run> runs = new ArrayList<>();
        List<TrafficReport> traffic = new ArrayList<>();
        String work = String.format("%,d objects, %d users, server", objects.files(), USERS);
        for (int round = 0; round < rounds; round++) {
            try (ObjectServer server = start(objects, weather)) {
                runs.addAll(Comparison.alternate(work, List.of(product(server)), query(objects), objects, 1)
                        .product()
                        .runs());
                traffic.add(server.traffic());
            }
        }
        TrafficReport fastest = traffic.stream()
                .min(Comparator.comparingDouble(TrafficReport::getSeconds))
                .orElseThrow();
        return new Served(objects, new Series(runs), fastest, heap().peakHeapMb());
    }

    /** Only plans; no object is read. */
    Served plan(DataSet objects, Weather weather) throws IOException, InterruptedException {
        try (ObjectServer server = start(objects, weather)) {
            Run run = product(server).planningOnly().run(query(objects), objects);
            return new Served(objects, new Series(List.of(run)), server.traffic(), heap().peakHeapMb());
        }
    }

    private static Query query(DataSet objects) {
        return new Query(BenchData.users(USERS), objects.everything());
    }

    private ObjectServer start(DataSet objects, Weather weather) throws IOException, InterruptedException {
        return ObjectServer.start(objects, objects.days(), weather, TlsIdentity.create(workshop.folder()));
    }

    private Product product(ObjectServer server) {
        Map<String, String> all = new HashMap<>(server.clientEnvironment());
        all.putAll(environment);
        List<String> options = List.of("-Xmx" + HEAP_MB + "m", heap().option());
        return new Product(workshop, options, all, server.eventsUri(), false);
    }

    private GcLog heap() {
        return new GcLog(workshop.log("gc"));
    }
}
