package org.eventextractor.core.workspace;

import org.apache.commons.codec.digest.DigestUtils;

/** Names a request by what it is, so that the same event, delivered twice, names the same request. */
public final class RequestId {

    private static final int HEX_DIGITS = 32;

    private RequestId() {}

    /**
     * 32 hexadecimal digits.
     *
     * @param version what tells one upload of the key from the next: the version id, or in a bucket without versions
     *     the entity tag and the event's sequencer
     */
    public static String of(String bucket, String key, String version) {
        return DigestUtils.sha256Hex(String.join("\n", bucket, key, version)).substring(0, HEX_DIGITS);
    }
}
