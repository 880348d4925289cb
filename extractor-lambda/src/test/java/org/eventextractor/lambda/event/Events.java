package org.eventextractor.lambda.event;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eventextractor.core.json.Json;
import org.jspecify.annotations.Nullable;

/** Events as AWS sends them, with the fields that we read and some that we do not. */
public final class Events {

    private Events() {}

    /** An S3 notification of objects created: the key is URL-encoded, a space as a plus. */
    public static Map<String, Object> notification(ObjectCreated... objects) {
        return Map.of(
                "Records",
                List.of(objects).stream()
                        .map(object -> record("ObjectCreated:Put", object))
                        .toList());
    }

    /** One record of an S3 notification. */
    public static Map<String, Object> record(String eventName, ObjectCreated object) {
        Map<String, Object> described = Map.of(
                "key", URLEncoder.encode(object.key(), StandardCharsets.UTF_8),
                "size", 1024,
                "eTag", object.eTag(),
                "versionId", orEmpty(object.versionId()),
                "sequencer", orEmpty(object.sequencer()));
        return Map.of(
                "eventVersion",
                "2.1",
                "eventSource",
                "aws:s3",
                "eventTime",
                moment(object),
                "eventName",
                eventName,
                "s3",
                Map.of("bucket", Map.of("name", object.bucket()), "object", described));
    }

    /** EventBridge's event of an object created: the key is as it is. */
    public static Map<String, Object> eventBridge(ObjectCreated object) {
        return eventBridge("Object Created", object);
    }

    /** As the other, of a detail type of the caller's. */
    public static Map<String, Object> eventBridge(String detailType, ObjectCreated object) {
        Map<String, Object> described = Map.of(
                "key", object.key(),
                "size", 1024,
                "etag", object.eTag(),
                "version-id", orEmpty(object.versionId()),
                "sequencer", orEmpty(object.sequencer()));
        return Map.of(
                "version",
                "0",
                "source",
                "aws.s3",
                "time",
                moment(object),
                "detail-type",
                detailType,
                "detail",
                Map.of("bucket", Map.of("name", object.bucket()), "object", described));
    }

    /** SQS messages with these bodies, called {@code message-0} and on. */
    public static Map<String, Object> queue(String... bodies) {
        return Map.of(
                "Records",
                IntStream.range(0, bodies.length)
                        .mapToObj(i -> Map.of("messageId", "message-" + i, "eventSource", "aws:sqs", "body", bodies[i]))
                        .toList());
    }

    public static String text(Object event) {
        return new String(Json.write(event), StandardCharsets.UTF_8);
    }

    public static InputStream stream(Object event) {
        return new ByteArrayInputStream(Json.write(event));
    }

    public static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String moment(ObjectCreated object) {
        return object.at() == null ? "" : object.at().toString();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
