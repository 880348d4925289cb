package org.eventextractor.local.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eventextractor.core.json.Json;
import org.eventextractor.s3.ObjectCreated;
import org.junit.jupiter.api.Test;

class BucketEventsTest {
    private final List<byte[]> received = new ArrayList<>();

    @Test
    void aCreatedObjectIsToldAsS3DoesIt() {
        tell(created("study a/ä+%/request.json"));
        JsonNode entry = Json.read(received.get(0), JsonNode.class).at("/Records/0");
        assertThat(entry.at("/eventSource").asText()).isEqualTo("aws:s3");
        assertThat(entry.at("/eventName").asText()).isEqualTo("ObjectCreated:Put");
        assertThat(entry.at("/eventTime").asText()).isEqualTo("2024-02-29T00:00:00.000Z");
        assertThat(entry.at("/s3/bucket/name").asText()).isEqualTo("bucket");
        String key = entry.at("/s3/object/key").asText();
        assertThat(key).isEqualTo("study+a/%C3%A4%2B%25/request.json");
        assertThat(URLDecoder.decode(key, StandardCharsets.UTF_8)).isEqualTo("study a/ä+%/request.json");
        assertThat(entry.at("/s3/object/eTag").asText()).isEqualTo("tag");
        assertThat(entry.at("/s3/object").has("versionId")).isFalse();
    }

    @Test
    void sequencersRise() {
        tell(created("request.json"), created("request.json"));
        assertThat(received)
                .extracting(event -> Json.read(event, JsonNode.class)
                        .at("/Records/0/s3/object/sequencer")
                        .asText())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void otherKeysAndBucketsAreNotTold() {
        tell(
                created("notes.txt"),
                new ObjectCreated(ObjectCreated.Operation.PUT, "other", "request.json", 1, "tag", null, Instant.EPOCH));
        assertThat(received).isEmpty();
    }

    @Test
    void requestsAndCancellationsAreTold() {
        tell(created("a/my_request.json"), created("a/my_request.cancel.json"), created("a/my_request.status.json"));
        assertThat(received).hasSize(2);
    }

    private void tell(ObjectCreated... events) {
        BucketEvents bucketEvents = new BucketEvents("bucket", List.of("request.json", "cancel.json"), received::add);
        for (ObjectCreated event : events) {
            bucketEvents.objectCreated(event);
        }
    }

    private static ObjectCreated created(String key) {
        Instant at = Instant.parse("2024-02-29T00:00:00Z");
        return new ObjectCreated(ObjectCreated.Operation.PUT, "bucket", key, 5, "tag", null, at);
    }
}
