package org.eventextractor.local.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of an S3 event notification.
 *
 * @param records named {@code Records} in the JSON; S3 sends one
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">Event
 *     message structure</a>
 */
record S3EventWire(List<Entry> records) {
    S3EventWire {
        records = List.copyOf(records);
    }

    /** As the JSON has it: one field, with a capital letter. */
    Map<String, List<Entry>> document() {
        return Map.of("Records", records);
    }

    /** One event. */
    record Entry(
            String eventVersion,
            String eventSource,
            String awsRegion,
            Instant eventTime,
            String eventName,
            Identity userIdentity,
            Map<String, String> requestParameters,
            Map<String, String> responseElements,
            Entity s3) {}

    /** Who did it. */
    record Identity(String principalId) {}

    /** Where it happened. */
    record Entity(String s3SchemaVersion, String configurationId, Bucket bucket, S3Object object) {}

    /** The bucket. */
    record Bucket(String name, Identity ownerIdentity, String arn) {}

    /** The object; its key is URL-encoded, as in a form. */
    record S3Object(
            String key, long size, String eTag, @Nullable String versionId, String sequencer) {}
}
