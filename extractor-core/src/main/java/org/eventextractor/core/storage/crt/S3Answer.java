package org.eventextractor.core.storage.crt;

import java.util.Map;
import org.eventextractor.core.storage.ByteRange;
import org.jspecify.annotations.Nullable;

/**
 * A server's answer to a GET.
 *
 * @param status the HTTP status
 * @param headers by name, in any case
 * @param body as many bytes as came, of an error only the beginning; null if they are more than the bound
 */
@SuppressWarnings("ArrayRecordComponent") // a value handed on once, never compared
record S3Answer(int status, Map<String, String> headers, byte @Nullable [] body) {

    /** The length that the answer announced, as it spells it; null if it announced none. */
    @Nullable
    String announcedLength() {
        return headers.get("Content-Length");
    }

    /** Which bytes of the object these are, as the answer spells it, RFC 9110 section 14.4; or all of them. */
    String contentRange() {
        return headers.getOrDefault("Content-Range", "all bytes");
    }

    boolean isOf(ByteRange range) {
        return contentRange().startsWith("bytes " + range.offset() + "-" + (range.end() - 1) + "/");
    }

    @Nullable
    String requestId() {
        return headers.get("x-amz-request-id");
    }
}
