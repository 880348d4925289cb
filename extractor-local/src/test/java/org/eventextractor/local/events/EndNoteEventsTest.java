package org.eventextractor.local.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eventextractor.core.json.Json;
import org.eventextractor.lambda.event.CompletionEventReader;
import org.eventextractor.lambda.event.RequestEnded;
import org.eventextractor.s3.ObjectCreated;
import org.junit.jupiter.api.Test;

class EndNoteEventsTest {
    private static final String NOTE = "_extractor/0f/ended.json";

    private final List<byte[]> received = new ArrayList<>();
    private final EndNoteEvents rule = new EndNoteEvents("bucket", received::add);

    @Test
    void aNoteIsToldAsEventBridgeDoesItAndCompletionReadsIt() throws IOException {
        rule.objectCreated(created("bucket", NOTE));

        assertThat(received).hasSize(1);
        JsonNode event = Json.read(received.get(0), JsonNode.class);
        assertThat(event.path("source").asText()).isEqualTo("aws.s3");
        assertThat(event.path("detail-type").asText()).isEqualTo("Object Created");
        assertThat(event.at("/detail/bucket/name").asText()).isEqualTo("bucket");
        assertThat(CompletionEventReader.read(new ByteArrayInputStream(received.get(0))))
                .isEqualTo(new RequestEnded("0f"));
    }

    @Test
    void otherKeysAndBucketsAreNotTold() {
        rule.objectCreated(created("other", NOTE));
        rule.objectCreated(created("bucket", "_extractor/0f/closed.json"));
        rule.objectCreated(created("bucket", "study/a/my_request.json"));

        assertThat(received).isEmpty();
    }

    private static ObjectCreated created(String bucket, String key) {
        return new ObjectCreated(ObjectCreated.Operation.PUT, bucket, key, 5, "tag", null, Instant.EPOCH);
    }
}
