package org.eventextractor.local.events;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
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
 * The notification configuration of one bucket: objects whose keys have one of the suffixes are told, in the JSON that
 * S3 sends. Thread-safe.
 */
public final class BucketEvents implements ObjectCreatedListener {
    /** Of the keys that a deployment's intake is told: requests and their cancellations. */
    public static final List<String> SUFFIXES_OF_DEPLOYMENT = List.of("request.json", "request.cancel.json");

    private final String bucket;
    private final List<String> suffixes;
    private final Consumer<byte[]> target;
    private final AtomicLong sequence = new AtomicLong(System.currentTimeMillis() << 20);

    /**
     * A configuration of one rule.
     *
     * @param bucket whose objects are told
     * @param suffixes of the keys that are told
     * @param target whom they are told, in the thread that wrote the object
     */
    public BucketEvents(String bucket, List<String> suffixes, Consumer<byte[]> target) {
        this.bucket = bucket;
        this.suffixes = List.copyOf(suffixes);
        this.target = target;
    }

    @Override
    public void objectCreated(ObjectCreated event) {
        if (event.bucket().equals(bucket) && suffixes.stream().anyMatch(event.key()::endsWith)) {
            target.accept(json(event));
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
