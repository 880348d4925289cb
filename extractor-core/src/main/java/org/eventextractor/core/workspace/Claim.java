package org.eventextractor.core.workspace;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The right to submit a job for a request. It is written with {@code If-None-Match: *}: whoever wins submits; whoever
 * comes later leaves the request alone until the lease has ended, and then takes over.
 *
 * @param requestId derived from bucket, key and version
 * @param bucket the request bucket
 * @param requestKey the key of the request document
 * @param eTag the request document's entity tag
 * @param versionId its version; null in a bucket without versions
 * @param receivedAt when the request document was written, by the bucket's clock; where its event does not say, when
 *     its first delivery arrived, kept by whoever takes over
 * @param leaseUntil when the claimant can no longer be at work; {@link #NEVER} once the request was dealt with
 */
public record Claim(
        String requestId,
        String bucket,
        String requestKey,
        String eTag,
        @Nullable String versionId,
        Instant receivedAt,
        Instant leaseUntil) {

    public Claim {
        Objects.requireNonNull(eTag, "a claim names the upload it is of");
        Objects.requireNonNull(receivedAt, "a claim tells when its request arrived");
        Objects.requireNonNull(leaseUntil, "a claim has a lease");
    }

    /** The end of a lease that does not end: the request was dealt with. */
    public static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

    /** Whether the request was dealt with. */
    public boolean settled() {
        return leaseUntil.equals(NEVER);
    }
}
