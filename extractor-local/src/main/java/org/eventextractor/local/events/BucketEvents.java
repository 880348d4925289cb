package org.eventextractor.local.events;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.eventextractor.local.events.S3EventWire.Bucket;
import org.eventextractor.local.events.S3EventWire.Entity;
import org.eventextractor.local.events.S3EventWire.Entry;
import org.eventextractor.local.events.S3EventWire.Identity;
import org.eventextractor.local.events.S3EventWire.S3Object;
import org.eventextractor.local.wire.AwsJsonCodec;
import org.eventextractor.s3.LocalCredentials;
import org.eventextractor.s3.ObjectCreated;
import org.eventextractor.s3.ObjectCreatedListener;

/**
 * The notification configuration of one bucket: objects whose keys have the suffix are told to a Lambda function, in
 * the JSON that S3 sends. Thread-safe.
 */
public final class BucketEvents implements ObjectCreatedListener {
    private final String bucket;
    private final String suffix;
    private final int deliveries;
    private final LambdaFunction function;
    private final AtomicLong sequence = new AtomicLong(System.currentTimeMillis() << 20);

    /**
     * A configuration of one rule.
     *
     * @param bucket whose objects are told
     * @param suffix of the keys that are told; empty for all
     * @param deliveries how often each event is told, at least 1: S3 promises at least once
     * @param function whom they are told
     */
    public BucketEvents(String bucket, String suffix, int deliveries, LambdaFunction function) {
        this.bucket = bucket;
        this.suffix = suffix;
        this.deliveries = deliveries;
        this.function = function;
    }

    @Override
    public void objectCreated(ObjectCreated event) {
        if (event.bucket().equals(bucket) && event.key().endsWith(suffix)) {
            byte[] json = json(event);
            for (int i = 0; i < deliveries; i++) {
                function.invoke(json);
            }
        }
    }

    /** The notification of an event, as S3 would send it. */
    byte[] json(ObjectCreated event) {
        Entry entry = new Entry(
                "2.1",
                "aws:s3",
                LocalCredentials.REGION,
                event.at(),
                event.operation().eventName(),
                new Identity(LocalCredentials.ACCOUNT),
                Map.of("sourceIPAddress", "127.0.0.1"),
                Map.of("x-amz-request-id", UUID.randomUUID().toString()),
                entity(event));
        return AwsJsonCodec.write(new S3EventWire(List.of(entry)).document());
    }

    private Entity entity(ObjectCreated event) {
        String key = URLEncoder.encode(event.key(), StandardCharsets.UTF_8).replace("%2F", "/");
        String sequencer = String.format(Locale.ROOT, "%016X", sequence.incrementAndGet());
        return new Entity(
                "1.0",
                "request-created",
                new Bucket(event.bucket(), new Identity(LocalCredentials.ACCOUNT), "arn:aws:s3:::" + event.bucket()),
                new S3Object(key, event.size(), event.eTag(), event.versionId(), sequencer));
    }
}
