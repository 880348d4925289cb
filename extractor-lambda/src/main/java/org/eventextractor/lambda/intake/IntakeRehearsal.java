package org.eventextractor.lambda.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.core.storage.WriteCondition;
import org.eventextractor.lambda.event.BucketEventReader;
import org.eventextractor.lambda.priming.RehearsalCloud;

/** Takes some requests in as real ones would be, of services that are in memory only. */
final class IntakeRehearsal {

    private static final int ROUNDS = 10;
    private static final Duration TIME_LEFT = Duration.ofMinutes(1);
    private static final String JSON = "application/json";

    private static final Map<String, String> SETTINGS = Map.of(
            "EXTRACTOR_REQUEST_BUCKET", "rehearsal",
            "EXTRACTOR_JOB_QUEUE", "rehearsal",
            "EXTRACTOR_JOB_DEFINITION", "rehearsal",
            "EXTRACTOR_EVENTS", "s3://rehearsal/events");

    private static final String REQUEST = """
            {"criteria": {"eventTypes": ["started_session"],
                          "dateRange": {"startTimestamp": "2024-01-01T00:00:00Z", "endTimestamp": "2024-01-02T23:59:59Z"},
                          "userUUIDs": ["00000000-0000-4000-8000-000000000000"]}}
            """;

    private IntakeRehearsal() {}

    static void run() {
        try (RehearsalCloud cloud = new RehearsalCloud()) {
            ObjectStore bucket = cloud.stores().open(StorageUri.s3("rehearsal", ""));
            put(bucket, "events/started_session/year=2024/month=01/day=01/part.parquet", "");
            Intake intake = IntakeHandler.intake(SETTINGS, cloud.stores(), cloud.queues());
            for (int round = 0; round < ROUNDS; round++) {
                String key = "rehearsal/" + round + "_request.json";
                String eTag = put(bucket, key, REQUEST);
                byte[] event = Json.write(event(key, eTag));
                new IntakeCall(intake, TIME_LEFT).answer(BucketEventReader.read(new ByteArrayInputStream(event)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String put(ObjectStore bucket, String key, String text) {
        return bucket.write(key, text.getBytes(StandardCharsets.UTF_8), JSON, WriteCondition.always());
    }

    private static Map<String, Object> event(String key, String eTag) {
        return Map.of(
                "detail-type",
                "Object Created",
                "detail",
                Map.of("bucket", Map.of("name", "rehearsal"), "object", Map.of("key", key, "etag", eTag)));
    }
}
