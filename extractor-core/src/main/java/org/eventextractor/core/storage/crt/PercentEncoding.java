package org.eventextractor.core.storage.crt;

import java.nio.charset.StandardCharsets;

/**
 * Spells text in a URI as S3 and its signatures want it: every byte of its UTF-8 that is not unreserved becomes an
 * escape.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-2.3">RFC 3986: unreserved characters</a>
 */
final class PercentEncoding {

    private static final String HEX = "0123456789ABCDEF";
    private static final int ESCAPE_LENGTH = 3;

    private PercentEncoding() {}

    /** A path; its slashes stay. */
    static String ofPath(String path) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        byte[] encoded = new byte[ESCAPE_LENGTH * bytes.length];
        int length = 0;
        for (byte next : bytes) {
            if (isUnreserved(next) || next == '/') {
                encoded[length++] = next;
            } else {
                encoded[length++] = '%';
                encoded[length++] = (byte) HEX.charAt((next & 0xf0) >> 4);
                encoded[length++] = (byte) HEX.charAt(next & 0x0f);
            }
        }
        return new String(encoded, 0, length, StandardCharsets.US_ASCII);
    }

    private static boolean isUnreserved(byte c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }
}
