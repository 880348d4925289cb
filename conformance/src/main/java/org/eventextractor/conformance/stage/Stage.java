package org.eventextractor.conformance.stage;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.lifecycle.StatusStore;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ObjectStores;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.core.storage.WriteCondition;
import org.eventextractor.core.workspace.RequestId;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.local.batch.BatchEndpoint;
import org.eventextractor.local.batch.JobDefinition;
import org.eventextractor.local.batch.RetryPolicy;
import org.eventextractor.s3.EmbeddedS3;

/**
 * What a function talks to, on this machine: S3 with objects where events of three days would lie, and Batch with
 * three queues, whose jobs do nothing. Thread-safe.
 */
public final class Stage implements AutoCloseable {

    /** Takes requests. */
    public static final String REQUEST_BUCKET = "requests";

    /** Holds the configurations of aliases. */
    public static final String CONFIGURATION_BUCKET = "configuration";

    public static final String QUEUE = "extract-standard";
    public static final String SMALL_QUEUE = "extract-small";
    public static final String LARGE_QUEUE = "extract-large";
    public static final String JOB_DEFINITION = "extractor-job";

    /** Another one, for an alias to name. */
    public static final String OTHER_JOB_DEFINITION = "extractor-job-rc";

    private static final String EVENT_BUCKET = "events";
    private static final String JSON = "application/json";
    private static final int FIRST_DAY = 24;
    private static final int DAYS = 3;
    private static final int OBJECTS_A_DAY = 4;
    private static final int MAX_CONNECTIONS = 4;

    private final EmbeddedS3 s3;
    private final BatchEndpoint batch;
    private final ObjectStores stores;
    private final ObjectStore requests;

    private Stage(EmbeddedS3 s3, BatchEndpoint batch) {
        this.s3 = s3;
        this.batch = batch;
        this.stores = new ObjectStores(s3.clientEnvironment(), MAX_CONNECTIONS);
        this.requests = stores.open(StorageUri.s3(REQUEST_BUCKET, ""));
    }

    /** Starts S3 and Batch on free ports, keeping all in a folder. */
    public static Stage open(Path folder) {
        EmbeddedS3 s3 = EmbeddedS3.start(
                folder.resolve("s3"), 0, List.of(REQUEST_BUCKET, EVENT_BUCKET, CONFIGURATION_BUCKET), created -> {});
        BatchEndpoint.Setup setup = new BatchEndpoint.Setup(
                List.of(SMALL_QUEUE, QUEUE, LARGE_QUEUE),
                List.of(definition(JOB_DEFINITION), definition(OTHER_JOB_DEFINITION)),
                container -> List.of("true"),
                folder.resolve("logs"),
                Runtime.getRuntime().availableProcessors());
        Stage stage = new Stage(s3, BatchEndpoint.start(0, setup, job -> {}));
        stage.putEvents();
        return stage;
    }

    /** What a deployment sets for both functions. */
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(clientEnvironment());
        environment.put("EXTRACTOR_REQUEST_BUCKET", REQUEST_BUCKET);
        environment.put("EXTRACTOR_EVENTS", "s3://" + EVENT_BUCKET + "/prod");
        environment.put("EXTRACTOR_JOB_QUEUE", QUEUE);
        environment.put("EXTRACTOR_JOB_QUEUE_SMALL", SMALL_QUEUE);
        environment.put("EXTRACTOR_JOB_QUEUE_LARGE", LARGE_QUEUE);
        environment.put("EXTRACTOR_JOB_DEFINITION", JOB_DEFINITION);
        return environment;
    }

    /** What leads clients of AWS to this stage. */
    public Map<String, String> clientEnvironment() {
        Map<String, String> environment = new HashMap<>(s3.clientEnvironment());
        environment.put("AWS_ENDPOINT_URL_BATCH", batch.endpoint().toString());
        return environment;
    }

    /** Puts the configuration of an alias there. */
    public void configure(String key, String document) {
        stores.open(StorageUri.s3(CONFIGURATION_BUCKET, ""))
                .write(key, document.getBytes(StandardCharsets.UTF_8), JSON, WriteCondition.always());
    }

    /** Puts a request into the bucket, as a researcher would. */
    public DroppedRequest drop(String key) {
        String document = """
                {"criteria": {"eventTypes": ["started_session"],
                              "dateRange": {"startTimestamp": "2022-11-24T00:00:00Z",
                                            "endTimestamp": "2022-11-26T23:59:59Z"},
                              "userUUIDs": ["3e2c6a50-9c3f-4b8a-8c55-1d7b2f0a9e11"]}}
                """;
        String eTag = requests.write(key, document.getBytes(StandardCharsets.UTF_8), JSON, WriteCondition.always());
        return new DroppedRequest(REQUEST_BUCKET, key, eTag);
    }

    /** The status beside a request; empty while there is none. */
    public Optional<RequestStatus> status(DroppedRequest request) {
        RequestPaths paths = paths(request);
        return new StatusStore(requests, paths, Clock.systemUTC()).read();
    }

    /** Where all that belongs to a request lies. */
    public RequestPaths paths(DroppedRequest request) {
        String id = RequestId.of(request.bucket(), request.key(), request.version());
        return new RequestPaths(request.key(), id);
    }

    @Override
    public void close() {
        stores.close();
        batch.close();
        s3.close();
    }

    /** Planning lists objects and reads none. */
    private void putEvents() {
        ObjectStore events = stores.open(StorageUri.s3(EVENT_BUCKET, ""));
        for (int day = FIRST_DAY; day < FIRST_DAY + DAYS; day++) {
            for (int i = 0; i < OBJECTS_A_DAY; i++) {
                String key = String.format(
                        Locale.ROOT, "prod/started_session/year=2022/month=11/day=%02d/part-%04d.parquet", day, i);
                events.write(key, new byte[1_000], "application/octet-stream", WriteCondition.always());
            }
        }
    }

    private static JobDefinition definition(String name) {
        return new JobDefinition(name, 1, 1024, Map.of(), RetryPolicy.ofAttempts(1), Duration.ofMinutes(1));
    }
}
