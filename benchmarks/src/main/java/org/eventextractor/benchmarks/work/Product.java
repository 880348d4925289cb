package org.eventextractor.benchmarks.work;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eventextractor.benchmarks.data.DataSet;
import org.eventextractor.benchmarks.process.MeasuredProcess;
import org.eventextractor.benchmarks.process.Usage;
import org.eventextractor.core.json.Json;
import org.eventextractor.samples.SampleRequest;

/**
 * The extractor: its own jar with its {@code run} command, request to results.
 *
 * @param options of its JVM, in addition to the workshop's
 * @param environment of its process
 * @param eventsUri where the events are; empty for the data set's own folder
 * @param dryRun whether it only plans, and finds no rows
 */
record Product(
        Workshop workshop, List<String> options, Map<String, String> environment, String eventsUri, boolean dryRun)
        implements Contender {

    /** What the events come in, and what the peers write. */
    private static final String COMPRESSION = "snappy";

    static Product onFolder(Workshop workshop) {
        return new Product(workshop, List.of(), Map.of(), "", false);
    }

    Product planningOnly() {
        return new Product(workshop, options, environment, eventsUri, true);
    }

    @Override
    public String name() {
        return "product";
    }

    @Override
    public boolean doesAll() {
        return true;
    }

    @Override
    public Run run(Query query, DataSet data) throws IOException, InterruptedException {
        Path out = workshop.emptyOutput();
        Path request = workshop.folder().resolve("bench_request.json");
        Files.write(request, document(query));
        String events = eventsUri.isEmpty() ? data.folder().toUri().toString() : eventsUri;
        Usage usage = new MeasuredProcess(command(request, events, out), environment, workshop.log(name())).run();
        return new Run(usage, dryRun ? 0 : rows(out));
    }

    private byte[] document(Query query) throws IOException {
        SampleRequest request =
                new SampleRequest(List.of("started_session"), query.range(), query.users(), "A measurement", null);
        ObjectNode document = (ObjectNode) Json.mapper().readTree(request.toJson());
        document.putObject("output").put("compression", COMPRESSION);
        return Json.write(document.put("dryRun", dryRun));
    }

    private List<String> command(Path request, String events, Path out) {
        List<String> command = new ArrayList<>(workshop.productJava());
        command.addAll(options);
        command.addAll(List.of("-jar", workshop.jobJar().toString(), "run"));
        command.addAll(List.of("--request", request.toString()));
        command.addAll(List.of("--events", events, "--out", out.toUri().toString()));
        return command;
    }

    private static long rows(Path out) throws IOException {
        try (Stream<Path> files = Files.walk(out)) {
            Path results = files.filter(file -> file.endsWith("results.json"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("the product left no results.json below " + out));
            return Json.mapper()
                    .readTree(Files.readAllBytes(results))
                    .path("totalEvents")
                    .asLong();
        }
    }
}
