package org.eventextractor.benchmarks.work;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eventextractor.benchmarks.data.BenchData;
import org.eventextractor.benchmarks.data.DataSet;
import org.eventextractor.benchmarks.report.ReportRow;
import org.eventextractor.benchmarks.report.ReportRow.Subject;
import org.eventextractor.benchmarks.server.ObjectServer;
import org.eventextractor.benchmarks.server.TlsIdentity;
import org.eventextractor.benchmarks.server.TrafficReport;
import org.eventextractor.benchmarks.server.Weather;

/** The same files read over TLS from a server with S3's latency, by a process with a heap of 512 MB. */
record ThroughServer(BenchData data, Workshop workshop, Scale scale) implements Work {

    /** With this latency 5,120 reads a second: just below the 5,500 that S3 allows a prefix partition. */
    private static final int IN_FLIGHT = 128;

    private static final Duration LATENCY = Duration.ofMillis(25);
    private static final Weather FAIR = Weather.fair(LATENCY);
    private static final Weather BAD = new Weather(LATENCY, 0.01, 50_000_000);

    private static final int HEAP_MB = 512;
    private static final int DAYS_OF_THE_BUCKET = 843;

    private static final double MOST_OF_THE_LIMIT = 0.85;
    private static final double MOST_SECONDS = 20;
    private static final double MOST_MICROS = 120;

    @Override
    public String name() {
        return "server";
    }

    @Override
    public void measure(Consumer<ReportRow> rows) throws IOException, InterruptedException {
        Served fewer = serve(data.smallDays(scale.fewerSmallDays()), FAIR, scale.rounds());
        Served whole = serve(data.smallDays(scale.smallDays()), FAIR, scale.rounds());
        reportWhole(whole, rows);
        rows.accept(ReportRow.less(
                subject(whole, "120 µs, GET and scan, steady", "CPU a file"),
                "µs",
                whole.series().cpuMicrosPerFile(whole.files(), fewer.series(), fewer.files()),
                MOST_MICROS,
                1.0));
        Served stormy = serve(data.smallDays(scale.fewerSmallDays()), BAD, 1);
        rows.accept(ReportRow.less(
                subject(stormy, "the line, 50 MB/s, and 1 % of 503s", "wall"),
                "s",
                stormy.series().wallSeconds(),
                stormy.traffic().bytes() / (double) BAD.bytesPerSecond(),
                null));
        planWholeBucket(rows);
        sortedByUser(rows);
    }

    private static void reportWhole(Served whole, Consumer<ReportRow> rows) {
        double limit = IN_FLIGHT / (LATENCY.toNanos() / 1e9);
        rows.accept(ReportRow.more(
                subject(whole, IN_FLIGHT + " in flight ÷ 25 ms", "GETs, first to last"),
                "1/s",
                whole.traffic().getsPerSecond(),
                limit,
                MOST_OF_THE_LIMIT));
        rows.accept(ReportRow.less(
                subject(whole, "20 s, quiet machine", "wall"),
                "s",
                whole.series().wallSeconds(),
                MOST_SECONDS,
                1.0));
        rows.accept(ReportRow.less(
                subject(whole, "one GET an object", "GETs"),
                "",
                (double) whole.traffic().gets(),
                whole.files(),
                1.0));
        rows.accept(ReportRow.alone(
                subject(whole, "", "most in flight"), "", whole.traffic().mostInFlight()));
        rows.accept(ReportRow.less(
                subject(whole, "512 MB heap", "peak heap"), "MB", (double) whole.peakHeapMb(), HEAP_MB, 1.0));
        rows.accept(ReportRow.alone(
                subject(whole, "", "peak memory"), "MB", whole.series().peakMegabytes()));
    }

    private void planWholeBucket(Consumer<ReportRow> rows) throws IOException, InterruptedException {
        DataSet small = data.small();
        int files = small.files() / small.days() * DAYS_OF_THE_BUCKET;
        DataSet bucket = new DataSet(small.folder(), small.firstDay(), DAYS_OF_THE_BUCKET, files);
        GcLog heap = new GcLog(workshop.log("gc"));
        try (ObjectServer server = start(bucket, FAIR)) {
            Product planner = product(server, heap).planningOnly();
            Query query = new Query(BenchData.users(100), bucket.everything());
            Run run = planner.run(query, bucket);
            String work = String.format("%,d objects planned", files);
            rows.accept(ReportRow.less(
                    new Subject(work, "512 MB heap", "peak heap"), "MB", (double) heap.peakHeapMb(), HEAP_MB, 1.0));
            rows.accept(ReportRow.alone(
                    new Subject(work, "", "wall"), "s", run.usage().wallSeconds()));
            rows.accept(ReportRow.alone(
                    new Subject(work, "", "CPU"), "s", run.usage().cpuSeconds()));
        }
    }

    private void sortedByUser(Consumer<ReportRow> rows) throws IOException, InterruptedException {
        DataSet large = data.largeByUser(scale.largeDays());
        Served served = serve(large, FAIR, 1);
        long there = 0;
        for (int n = 0; n < large.days(); n++) {
            there += large.bytesOf(large.firstDay().plusDays(n));
        }
        Subject subject = new Subject(
                "large, sorted by user, 100 users, through the server", "all bytes of the files", "bytes fetched");
        rows.accept(ReportRow.less(subject, "MB", served.traffic().bytes() / 1e6, there / 1e6, null));
    }

    private Served serve(DataSet files, Weather weather, int rounds) throws IOException, InterruptedException {
        List<Run> runs = new ArrayList<>();
        GcLog heap = new GcLog(workshop.log("gc"));
        Query query = new Query(BenchData.users(100), files.everything());
        String work = String.format("%,d objects, 100 users, server", files.files());
        TrafficReport traffic = null;
        for (int round = 0; round < rounds; round++) {
            try (ObjectServer server = start(files, weather)) {
                Product product = product(server, heap);
                runs.addAll(Comparison.alternate(work, List.of(product), query, files, 1)
                        .product()
                        .runs());
                TrafficReport next = server.traffic();
                traffic = traffic == null || next.getSeconds() < traffic.getSeconds() ? next : traffic;
            }
        }
        if (traffic == null) {
            throw new IllegalArgumentException("rounds must be 1 or more: " + rounds);
        }
        return new Served(files.files(), new Series(runs), traffic, heap.peakHeapMb());
    }

    private ObjectServer start(DataSet files, Weather weather) throws IOException, InterruptedException {
        return ObjectServer.start(files, files.days(), weather, TlsIdentity.create(workshop.folder()));
    }

    private Product product(ObjectServer server, GcLog heap) {
        Map<String, String> environment = new HashMap<>(server.clientEnvironment());
        environment.put("EXTRACTOR_IN_FLIGHT", Integer.toString(IN_FLIGHT));
        List<String> options = List.of("-Xmx" + HEAP_MB + "m", heap.option());
        return new Product(workshop, options, environment, server.eventsUri(), false);
    }

    private static Subject subject(Served served, String against, String figure) {
        return new Subject(
                String.format("%,d small objects through the server, 100 users", served.files()), against, figure);
    }

    /**
     * Runs through the server.
     *
     * @param traffic of the fastest
     * @param peakHeapMb of the last
     */
    private record Served(int files, Series series, TrafficReport traffic, long peakHeapMb) {}
}
