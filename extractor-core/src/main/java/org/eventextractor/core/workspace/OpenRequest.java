package org.eventextractor.core.workspace;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request that has not ended, or whose end has not been told to everyone: enough of its event to tell it again.
 *
 * @param requestId derived from bucket, key and version
 * @param bucket the request bucket
 * @param requestKey the key of the request document
 * @param eTag the request document's entity tag
 * @param versionId its version; null in a bucket without versions
 * @param sequencer tells uploads of the same bytes apart in a bucket without versions; null if the event had none
 * @param receivedAt when the request document was written, by the bucket's clock
 * @param listedAt when intake first saw it; of a note from before this was kept, as {@code receivedAt}
 */
public record OpenRequest(
        String requestId,
        String bucket,
        String requestKey,
        String eTag,
        @Nullable String versionId,
        @Nullable String sequencer,
        Instant receivedAt,
        Instant listedAt) {

    public OpenRequest {
        Objects.requireNonNull(requestId, "an open request has an id");
        Objects.requireNonNull(requestKey, "an open request has a key");
        Objects.requireNonNull(receivedAt, "an open request tells when it arrived");
        listedAt = Objects.requireNonNullElse(listedAt, receivedAt);
    }

    /** Where everything of this request lives. */
    public RequestPaths paths() {
        return new RequestPaths(requestKey, requestId);
    }
}
