package org.eventextractor.conformance.stage;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eventextractor.local.wire.AwsJsonCodec;

/**
 * A request that lies in a bucket.
 *
 * @param eTag of the document, without quotes
 */
public record DroppedRequest(String bucket, String key, String eTag) {

    private static final String SEQUENCER = "0062E99A88DC407460";

    /** How the event of it reaches a function: from EventBridge, in a message of a queue. */
    public String event() {
        Map<String, Object> message = Map.of(
                "messageId", "19dd0b57-b21e-4ac1-bd88-01bbb068cb78",
                "receiptHandle", "handle",
                "eventSource", "aws:sqs",
                "eventSourceARN", "arn:aws:sqs:us-east-1:000000000000:intake",
                "awsRegion", "us-east-1",
                "body", text(objectCreated()));
        return text(Map.of("Records", List.of(message)));
    }

    /** What tells this write of the key from every other. */
    String version() {
        return eTag + "/" + SEQUENCER;
    }

    private Map<String, Object> objectCreated() {
        return Map.of(
                "version",
                "0",
                "id",
                "17793124-05d4-b198-2fde-7ededc63b103",
                "detail-type",
                "Object Created",
                "source",
                "aws.s3",
                "account",
                "000000000000",
                "region",
                "us-east-1",
                "detail",
                Map.of(
                        "bucket", Map.of("name", bucket),
                        "object", Map.of("key", key, "etag", eTag, "sequencer", SEQUENCER),
                        "reason", "PutObject"));
    }

    private static String text(Object document) {
        return new String(AwsJsonCodec.write(document), StandardCharsets.UTF_8);
    }
}
