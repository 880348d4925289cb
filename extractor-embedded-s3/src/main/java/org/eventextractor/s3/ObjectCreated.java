package org.eventextractor.s3;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An object is in place, whole.
 *
 * @param operation how it came there
 * @param bucket the bucket's name
 * @param key the key as it is, not URL-encoded
 * @param size bytes
 * @param eTag the entity tag without its quotes
 * @param versionId the version; null in a bucket without versions
 * @param at when the write ended
 */
public record ObjectCreated(
        Operation operation,
        String bucket,
        String key,
        long size,
        String eTag,
        @Nullable String versionId,
        Instant at) {
    /** The ways of creating an object that S3 tells apart. */
    public enum Operation {
        PUT("Put"),
        COPY("Copy"),
        COMPLETE_MULTIPART_UPLOAD("CompleteMultipartUpload");

        private final String eventName;

        Operation(String eventName) {
            this.eventName = eventName;
        }

        /** As the event names it: {@code ObjectCreated:Put}. */
        public String eventName() {
            return "ObjectCreated:" + eventName;
        }
    }
}
