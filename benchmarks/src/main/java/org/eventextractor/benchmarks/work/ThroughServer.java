package org.eventextractor.benchmarks.work;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.eventextractor.benchmarks.data.BenchData;
import org.eventextractor.benchmarks.data.DataSet;
import org.eventextractor.benchmarks.report.ReportRow;
import org.eventextractor.benchmarks.report.ReportRow.Subject;
import org.eventextractor.benchmarks.server.Weather;

/** The same files read over TLS from a server with S3's latency. */
record ThroughServer(BenchData data, Workshop workshop, Scale scale) implements Work {

    /** With this latency 5,120 reads a second: just below the 5,500 that S3 allows a prefix partition. */
    private static final int IN_FLIGHT = 128;

    private static final Duration LATENCY = Duration.ofMillis(25);
    private static final Weather FAIR = Weather.fair(LATENCY);
    private static final Weather BAD = new Weather(LATENCY, 0.01, 50_000_000);

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
        inFlightAndSteady(rows);
        atDefaultDepth(rows);
        inBadWeather(rows);
        planWholeBucket(rows);
        pagesOfLargeFiles(rows);
    }

    private void inFlightAndSteady(Consumer<ReportRow> rows) throws IOException, InterruptedException {
        ServedProduct product = ServedProduct.inFlight(workshop, IN_FLIGHT);
        Served fewer = product.read(data.smallDays(scale.fewerSmallDays()), FAIR, scale.rounds());
        Served whole = product.read(data.smallDays(scale.smallDays()), FAIR, scale.rounds());
        double limit = IN_FLIGHT / (LATENCY.toNanos() / 1e9);
        Subject rate = whole.subject(IN_FLIGHT + " in flight ÷ 25 ms", "GETs, first to last");
        rows.accept(ReportRow.more(rate, "1/s", whole.traffic().getsPerSecond(), limit, MOST_OF_THE_LIMIT));
        Subject gets = whole.subject("one GET an object", "GETs");
        rows.accept(ReportRow.less(gets, "", (double) whole.traffic().gets(), whole.files(), 1.0));
        Subject steady = whole.subject("120 µs, GET and scan, steady", "CPU a file");
        double micros = whole.series().cpuMicrosPerFile(whole.files(), fewer.series(), fewer.files());
        rows.accept(ReportRow.less(steady, "µs", micros, MOST_MICROS, 1.0));
    }

    private void atDefaultDepth(Consumer<ReportRow> rows) throws IOException, InterruptedException {
        Served whole =
                ServedProduct.withDefaults(workshop).read(data.smallDays(scale.smallDays()), FAIR, scale.rounds());
        Subject wall = whole.subject("20 s, quiet machine, default depth", "wall");
        rows.accept(ReportRow.less(wall, "s", whole.series().wallSeconds(), MOST_SECONDS, 1.0));
        rows.accept(ReportRow.alone(
                whole.subject("", "GETs at default depth"),
                "1/s",
                whole.traffic().getsPerSecond()));
        rows.accept(ReportRow.alone(
                whole.subject("", "most in flight at default depth"),
                "",
                whole.traffic().mostInFlight()));
        reportHeap(whole.subject("512 MB heap", "peak heap"), whole, rows);
        rows.accept(ReportRow.alone(
                whole.subject("", "peak memory"), "MB", whole.series().peakMegabytes()));
    }

    private void inBadWeather(Consumer<ReportRow> rows) throws IOException, InterruptedException {
        Served served =
                ServedProduct.inFlight(workshop, IN_FLIGHT).read(data.smallDays(scale.fewerSmallDays()), BAD, 1);
        Subject wall = served.subject("the line, 50 MB/s, and 1 % of 503s", "wall");
        double line = served.traffic().bytes() / (double) BAD.bytesPerSecond();
        rows.accept(ReportRow.less(wall, "s", served.series().wallSeconds(), line, null));
        Subject gets = served.subject("the line, 50 MB/s, and 1 % of 503s", "GETs, first to last");
        rows.accept(ReportRow.less(gets, "s", served.traffic().getSeconds(), line, null));
    }

    private void planWholeBucket(Consumer<ReportRow> rows) throws IOException, InterruptedException {
        DataSet small = data.small();
        int files = small.files() / small.days() * DAYS_OF_THE_BUCKET;
        DataSet bucket = new DataSet(small.folder(), small.firstDay(), DAYS_OF_THE_BUCKET, files);
        Served planned = ServedProduct.withDefaults(workshop).plan(bucket, FAIR);
        String work = String.format("%,d objects planned", files);
        reportHeap(new Subject(work, "512 MB heap", "peak heap"), planned, rows);
        rows.accept(ReportRow.alone(
                new Subject(work, "", "wall"), "s", planned.series().wallSeconds()));
        rows.accept(ReportRow.alone(
                new Subject(work, "", "CPU"), "s", planned.series().cpuSeconds()));
    }

    private void pagesOfLargeFiles(Consumer<ReportRow> rows) throws IOException, InterruptedException {
        fetched("sorted by user", data.largeByUser(scale.fewerLargeDays()), rows);
        fetched("time order", data.largeByTime(scale.fewerLargeDays()), rows);
    }

    private void fetched(String order, DataSet large, Consumer<ReportRow> rows)
            throws IOException, InterruptedException {
        Served served = ServedProduct.inFlight(workshop, IN_FLIGHT).read(large, FAIR, 1);
        String work = LargeFiles.named(order + ", 100 users, through the server", large);
        Subject bytes = new Subject(work, "all bytes of the files", "bytes fetched");
        rows.accept(ReportRow.less(bytes, "MB", served.traffic().bytes() / 1e6, large.bytes() / 1e6, null));
        double gets = (double) served.traffic().gets() / large.files();
        rows.accept(ReportRow.alone(new Subject(work, "", "GETs a file"), "", gets));
    }

    private static void reportHeap(Subject subject, Served served, Consumer<ReportRow> rows) {
        rows.accept(ReportRow.less(subject, "MB", (double) served.peakHeapMb(), ServedProduct.HEAP_MB, 1.0));
    }
}
