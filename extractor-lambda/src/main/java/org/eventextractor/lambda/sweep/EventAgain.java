package org.eventextractor.lambda.sweep;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.workspace.OpenRequest;

/**
 * Tells a request's event again as S3 does: <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">an event
 * notification</a>, so that it names the same request.
 */
final class EventAgain {

    private EventAgain() {}

    /** JSON. */
    static String of(OpenRequest request) {
        Map<String, Object> record = Map.of(
                "eventVersion", "2.1",
                "eventSource", "aws:s3",
                "eventName", "ObjectCreated:Put",
                "eventTime", request.receivedAt().toString(),
                "s3", Map.of("bucket", Map.of("name", request.bucket()), "object", object(request)));
        return new String(Json.write(Map.of("Records", List.of(record))), StandardCharsets.UTF_8);
    }

    private static Map<String, String> object(OpenRequest request) {
        Map<String, String> object = new TreeMap<>();
        object.put("key", URLEncoder.encode(request.requestKey(), StandardCharsets.UTF_8));
        object.put("eTag", request.eTag());
        if (request.versionId() != null) {
            object.put("versionId", request.versionId());
        }
        if (request.sequencer() != null) {
            object.put("sequencer", request.sequencer());
        }
        return object;
    }
}
