package org.eventextractor.core.storage.crt;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import software.amazon.awssdk.crt.checksums.CRC64NVME;
import software.amazon.awssdk.crt.http.HttpHeader;

/**
 * Compares a body with the checksum that S3 sent along. Checksums of checksums of parts, and kinds not known here, are
 * passed over.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">Object
 *     integrity</a>
 */
final class BodyChecksum {

    private record Kind(Supplier<Checksum> checksum, int bytes) {}

    private static final Map<String, Kind> KINDS = Map.of(
            "x-amz-checksum-crc64nvme", new Kind(CRC64NVME::new, Long.BYTES),
            "x-amz-checksum-crc32", new Kind(CRC32::new, Integer.BYTES),
            "x-amz-checksum-crc32c", new Kind(CRC32C::new, Integer.BYTES));

    private BodyChecksum() {}

    /** Whether the body is the one that every checksum among the headers was made of; true if there is none. */
    static boolean matches(List<HttpHeader> headers, byte[] body) {
        for (HttpHeader header : headers) {
            Kind kind = KINDS.get(header.getName().toLowerCase(Locale.ROOT));
            if (kind != null && !matches(header.getValue(), kind, body)) {
                return false;
            }
        }
        return true;
    }

    private static boolean matches(String sent, Kind kind, byte[] body) {
        boolean ofParts = sent.contains("-");
        return ofParts || sent.equals(encoded(kind, body));
    }

    /** As S3 sends it: the value's bytes, the highest first, in Base64. */
    private static String encoded(Kind kind, byte[] body) {
        Checksum checksum = kind.checksum().get();
        checksum.update(body, 0, body.length);
        byte[] value =
                ByteBuffer.allocate(Long.BYTES).putLong(checksum.getValue()).array();
        return Base64.getEncoder().encodeToString(Arrays.copyOfRange(value, Long.BYTES - kind.bytes(), Long.BYTES));
    }
}
