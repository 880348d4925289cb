package org.eventextractor.lambda.event;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** EventBridge's events of Batch jobs. */
public final class JobEvents {

    private JobEvents() {}

    /** An event of a job whose detail has these fields. */
    public static Map<String, Object> of(Map<String, Object> detail) {
        return Map.of(
                "version", "0",
                "source", "aws.batch",
                "detail-type", "Batch Job State Change",
                "detail", detail);
    }

    /** An event of a job that holds up its queue. */
    public static Map<String, Object> blocked(Map<String, Object> detail) {
        return Map.of(
                "version", "0",
                "source", "aws.batch",
                "detail-type", "Batch Job Queue Blocked",
                "detail", detail);
    }

    /** Messages of the callback queue, called {@code message-0} and on, each received that often. */
    public static Map<String, Object> callbacks(int receipts, String... bodies) {
        return Map.of(
                "Records",
                IntStream.range(0, bodies.length)
                        .mapToObj(i -> callback(i, receipts, bodies[i]))
                        .toList());
    }

    private static Map<String, Object> callback(int number, int receipts, String body) {
        return Map.of(
                "messageId",
                "message-" + number,
                "receiptHandle",
                "receipt-" + number,
                "eventSource",
                "aws:sqs",
                "attributes",
                Map.of("ApproximateReceiveCount", Integer.toString(receipts)),
                "body",
                body);
    }

    /** The detail of a job of one of our requests, to be changed at will. */
    public static Map<String, Object> detail(String status, String bucket, String requestId, String requestKey) {
        Map<String, Object> container = new HashMap<>();
        container.put(
                "environment",
                List.of(
                        variable("EXTRACTOR_REQUEST_BUCKET", bucket),
                        variable("EXTRACTOR_REQUEST_ID", requestId),
                        variable("EXTRACTOR_REQUEST_KEY", requestKey),
                        variable("EXTRACTOR_SHARDS", "1")));
        Map<String, Object> detail = new HashMap<>();
        detail.put("jobName", "extract-" + requestId);
        detail.put("jobId", "job-1");
        detail.put("status", status);
        detail.put("container", container);
        return detail;
    }

    private static Map<String, String> variable(String name, String value) {
        return Map.of("name", name, "value", value);
    }
}
