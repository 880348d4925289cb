package org.eventextractor.core.workspace;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names a request by what it is, so that the same event, delivered twice, names the same request. */
public final class RequestId {

    private static final int BYTES = 16;

    private RequestId() {}

    /**
     * 32 hexadecimal digits.
     *
     * @param version what tells one upload of the key from the next: the version id, or in a bucket without versions
     *     the entity tag and the event's sequencer
     */
    public static String of(String bucket, String key, String version) {
        byte[] name = String.join("\n", bucket, key, version).getBytes(StandardCharsets.UTF_8);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name);
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
