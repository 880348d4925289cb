package org.eventextractor.conformance.stage;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.eventextractor.core.storage.ObjectStores;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.local.demo.DemoData;
import org.eventextractor.local.wire.AwsJsonCodec;
import org.eventextractor.s3.EmbeddedS3;
import org.eventextractor.samples.SampleRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Keeps S3 with sample events up, for what talks to it from other processes. */
@Command(
        name = "sample-store",
        description = {
            "Keeps S3 on a folder up until standard input ends, with the demo's sample events in it. Prints one line of",
            "JSON: the environment that leads clients of AWS there, and a file with a request for some of the events."
        },
        mixinStandardHelpOptions = true)
public final class SampleStoreCommand implements Callable<Integer> {

    private static final int MAX_CONNECTIONS = 32;

    private final PrintStream out;

    @Option(names = "--folder", required = true, description = "Holds the buckets and the request; new or empty.")
    private Path folder = Path.of("");

    @Option(names = "--request-bucket", required = true, description = "An empty bucket for requests.")
    private String requestBucket = "";

    @Option(names = "--events", required = true, description = "Where the events are to lie, s3://bucket/prefix.")
    private String events = "";

    @Option(names = "--seed", description = "Of the events. Default: ${DEFAULT-VALUE}", defaultValue = "20240229")
    private long seed;

    public SampleStoreCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        StorageUri place = StorageUri.parse(events);
        DemoData data = DemoData.of(seed);
        Path request = folder.resolve("sample_request.json");
        Files.createDirectories(folder);
        try (EmbeddedS3 s3 =
                EmbeddedS3.start(folder.resolve("s3"), 0, List.of(requestBucket, place.root()), created -> {})) {
            try (ObjectStores stores = new ObjectStores(s3.clientEnvironment(), MAX_CONNECTIONS)) {
                data.events().writeTo(stores.open(place), place.key());
            }
            Files.write(request, SampleRequest.of(data.spec()).toJson());
            Map<String, Object> where = Map.of("environment", s3.clientEnvironment(), "request", request.toString());
            out.println(new String(AwsJsonCodec.write(where), StandardCharsets.UTF_8));
            System.in.transferTo(OutputStream.nullOutputStream());
        }
        return 0;
    }
}
