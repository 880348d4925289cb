package org.eventextractor.core.storage.crt;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import software.amazon.awssdk.crt.checksums.CRC64NVME;

/**
 * Compares a body with the checksum that S3 sent along. Checksums of checksums of parts, and kinds not known here, are
 * passed over.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">Object
 *     integrity</a>
 */
final class BodyChecksum {

    private static final Map<String, Supplier<Checksum>> KINDS = Map.of(
            "x-amz-checksum-crc64nvme", CRC64NVME::new,
            "x-amz-checksum-crc32", CRC32::new,
            "x-amz-checksum-crc32c", CRC32C::new);

    private BodyChecksum() {}

    /** Whether the body is the one that every checksum among the headers was made of; true if there is none. */
    static boolean matches(Map<String, String> headers, byte[] body) {
        return KINDS.entrySet().stream()
                .filter(kind -> headers.containsKey(kind.getKey()))
                .allMatch(kind -> matches(headers.getOrDefault(kind.getKey(), ""), kind.getValue(), body));
    }

    private static boolean matches(String sent, Supplier<Checksum> kind, byte[] body) {
        boolean ofParts = sent.contains("-");
        if (ofParts) {
            return true;
        }
        Checksum checksum = kind.get();
        checksum.update(body, 0, body.length);
        byte[] value =
                ByteBuffer.allocate(Long.BYTES).putLong(checksum.getValue()).array();
        int width = kind.get() instanceof CRC64NVME ? Long.BYTES : Integer.BYTES;
        byte[] expected = Arrays.copyOfRange(value, Long.BYTES - width, Long.BYTES);
        return Base64.getEncoder().encodeToString(expected).equals(sent);
    }
}
