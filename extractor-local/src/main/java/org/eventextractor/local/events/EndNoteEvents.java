package org.eventextractor.local.events;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.s3.ObjectCreated;
import org.eventextractor.s3.ObjectCreatedListener;

/**
 * The EventBridge rule for the notes of requests that have ended without a job: each one that is written to a bucket is
 * told. Thread-safe.
 *
 * @param bucket whose objects are told
 * @param target whom they are told, in the thread that wrote the object
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html">Events of S3 in EventBridge</a>
 */
public record EndNoteEvents(String bucket, Consumer<byte[]> target) implements ObjectCreatedListener {

    @Override
    public void objectCreated(ObjectCreated event) {
        if (event.bucket().equals(bucket)
                && RequestPaths.endedRequest(event.key()).isPresent()) {
            target.accept(EventBridgeWire.event(
                    "aws.s3", "Object Created", List.of("arn:aws:s3:::" + event.bucket()), detail(event)));
        }
    }

    private static Map<String, Object> detail(ObjectCreated event) {
        return Map.of(
                "version",
                "0",
                "bucket",
                Map.of("name", event.bucket()),
                "object",
                Map.of("key", event.key(), "size", event.size(), "etag", event.eTag()),
                "reason",
                "PutObject");
    }
}
