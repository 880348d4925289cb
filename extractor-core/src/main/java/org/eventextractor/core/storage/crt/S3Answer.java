package org.eventextractor.core.storage.crt;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.eventextractor.core.storage.ByteRange;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.crt.http.HttpHeader;

/**
 * A server's answer to a GET.
 *
 * @param status the HTTP status
 * @param headers in the order in which they came; names in any case
 * @param body as many bytes as came, of an error only the beginning; null if they are more than the bound
 */
@SuppressWarnings("ArrayRecordComponent") // a value handed on once, never compared
record S3Answer(int status, List<HttpHeader> headers, byte @Nullable [] body) {

    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    /** The length that the answer announced, as it spells it; null if it announced none, or what is not a length. */
    @Nullable
    String announcedLength() {
        return announcedLength(headers);
    }

    /** As {@link #announcedLength()}; what is not null is a {@code long}, and not negative. */
    static @Nullable String announcedLength(List<HttpHeader> headers) {
        String sent = header(headers, "Content-Length");
        return sent != null && LENGTH.matcher(sent).matches() ? sent : null;
    }

    /** Which bytes of the object these are, as the answer spells it, RFC 9110 section 14.4; or all of them. */
    String contentRange() {
        return Objects.requireNonNullElse(header(headers, "Content-Range"), "all bytes");
    }

    boolean isOf(ByteRange range) {
        return contentRange().startsWith("bytes " + range.offset() + "-" + (range.end() - 1) + "/");
    }

    @Nullable
    String requestId() {
        return header(headers, "x-amz-request-id");
    }

    /** The value of the first header of this name, in any case; null if there is none. */
    static @Nullable String header(List<HttpHeader> headers, String name) {
        for (HttpHeader header : headers) {
            if (header.getName().equalsIgnoreCase(name)) {
                return header.getValue();
            }
        }
        return null;
    }
}
