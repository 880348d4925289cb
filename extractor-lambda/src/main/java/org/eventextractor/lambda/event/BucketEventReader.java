package org.eventextractor.lambda.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events that say an object was created: <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">S3 event
 * notifications</a>, whose keys are URL-encoded, <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html">EventBridge's "Object Created"</a>, whose
 * keys are not, and either of them as the body of SQS messages. Events of other things that happened to objects, and
 * S3's test event, tell of no object.
 */
public final class BucketEventReader {

    private static final String RECORDS = "Records";
    private static final String SQS = "aws:sqs";
    private static final String S3 = "aws:s3";
    private static final String DETAIL_TYPE = "detail-type";
    private static final String OBJECT_CREATED = "Object Created";
    private static final String TEST_EVENT = "s3:TestEvent";
    private static final String UNVERSIONED = "null";

    private BucketEventReader() {}

    /**
     * Reads what the function was called with.
     *
     * @throws UnreadableEventException if it is none of these kinds; a queue's message that is none is told in {@link
     *     BucketMessage#problem} instead, since the others can be worked on
     */
    public static BucketEvent read(InputStream input) throws IOException {
        JsonNode event = EventTreeReader.read(input);
        JsonNode records = event.path(RECORDS);
        if (SQS.equals(records.path(0).path("eventSource").asText())) {
            return new BucketEvent(
                    true, stream(records).map(BucketEventReader::message).toList());
        }
        return new BucketEvent(false, List.of(BucketMessage.of("", objects(event))));
    }

    private static BucketMessage message(JsonNode record) {
        String id = EventTreeReader.required(record, "/messageId");
        try {
            return BucketMessage.of(id, objects(EventTreeReader.read(EventTreeReader.required(record, "/body"))));
        } catch (UnreadableEventException e) {
            return new BucketMessage(id, List.of(), e.getMessage());
        }
    }

    private static List<ObjectCreated> objects(JsonNode event) {
        if (event.path(RECORDS).isArray()) {
            return stream(event.path(RECORDS))
                    .filter(BucketEventReader::isCreation)
                    .map(record -> fromNotification(record.path("s3"), moment(record, "/eventTime")))
                    .toList();
        }
        if (event.path(DETAIL_TYPE).isTextual()) {
            boolean created = OBJECT_CREATED.equals(event.path(DETAIL_TYPE).asText());
            return created ? List.of(fromEventBridge(event.path("detail"), moment(event, "/time"))) : List.of();
        }
        if (TEST_EVENT.equals(event.path("Event").asText())) {
            return List.of();
        }
        List<String> fields = new ArrayList<>();
        event.fieldNames().forEachRemaining(fields::add);
        throw new UnreadableEventException(
                "neither an S3 notification, an EventBridge event nor messages of a queue: its fields are " + fields);
    }

    private static boolean isCreation(JsonNode record) {
        if (!S3.equals(record.path("eventSource").asText())) {
            throw new UnreadableEventException("a record is not of S3: its eventSource is \""
                    + record.path("eventSource").asText() + "\"");
        }
        String name = record.path("eventName").asText();
        return name.startsWith("ObjectCreated:") || name.startsWith("s3:ObjectCreated:");
    }

    private static ObjectCreated fromNotification(JsonNode s3, @Nullable Instant at) {
        return new ObjectCreated(
                EventTreeReader.required(s3, "/bucket/name"),
                decoded(EventTreeReader.required(s3, "/object/key")),
                unquoted(EventTreeReader.required(s3, "/object/eTag")),
                version(EventTreeReader.optional(s3, "/object/versionId")),
                EventTreeReader.optional(s3, "/object/sequencer"),
                at);
    }

    private static ObjectCreated fromEventBridge(JsonNode detail, @Nullable Instant at) {
        return new ObjectCreated(
                EventTreeReader.required(detail, "/bucket/name"),
                EventTreeReader.required(detail, "/object/key"),
                unquoted(EventTreeReader.required(detail, "/object/etag")),
                version(EventTreeReader.optional(detail, "/object/version-id")),
                EventTreeReader.optional(detail, "/object/sequencer"),
                at);
    }

    /** An event without a moment that can be read is an event all the same. */
    private static @Nullable Instant moment(JsonNode event, String pointer) {
        try {
            String text = EventTreeReader.optional(event, pointer);
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static String decoded(String key) {
        try {
            return URLDecoder.decode(key, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new UnreadableEventException("the key is not URL-encoded: " + key, e);
        }
    }

    private static String unquoted(String eTag) {
        return eTag.replace("\"", "");
    }

    /** In a bucket whose versions are suspended every new object has the version "null": it names none. */
    private static @Nullable String version(@Nullable String versionId) {
        return UNVERSIONED.equals(versionId) ? null : versionId;
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
