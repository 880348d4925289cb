package org.eventextractor.lambda.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An object was written to a bucket: what every kind of bucket event says of it.
 *
 * @param bucket the bucket's name
 * @param key the object's key, as it is, never URL-encoded
 * @param eTag its entity tag, without quotes
 * @param versionId its version; null in a bucket without versions
 * @param sequencer hexadecimal digits that grow with every write of this key; null if the event has none
 * @param at when it was written, by the bucket's clock; null if the event does not say
 */
public record ObjectCreated(
        String bucket,
        String key,
        String eTag,
        @Nullable String versionId,
        @Nullable String sequencer,
        @Nullable Instant at) {

    /** What tells this write of the key from every other, however often its event is delivered. */
    public String version() {
        if (versionId != null) {
            return versionId;
        }
        return sequencer == null ? eTag : eTag + "/" + sequencer;
    }

    /** When it was written; now where the event does not say, or tells a moment before 1970 or yet to come. */
    public Instant writtenAt(Instant now) {
        return at == null || at.isAfter(now) || at.isBefore(Instant.EPOCH) ? now : at;
    }
}
