package org.eventextractor.job.scan;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.io.api.Binary;

/** Users as files store them, in the order in which Parquet compares them: byte by byte, unsigned. Immutable. */
final class SortedUsers {

    private static final Comparator<UUID> UNSIGNED = Comparator.comparing(
                    UUID::getMostSignificantBits, Long::compareUnsigned)
            .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

    private static final int UUID_BYTES = 16;
    private static final int TEXT_BYTES = 36;

    /** One user's bytes after the other's. */
    private final byte[] values;

    private final int valueBytes;
    private final int count;

    private SortedUsers(byte[] values, int valueBytes) {
        this.values = values;
        this.valueBytes = valueBytes;
        count = values.length / valueBytes;
    }

    /** As 16 bytes each. */
    static SortedUsers asBytes(List<UUID> users) {
        byte[] values = new byte[users.size() * UUID_BYTES];
        ByteBuffer target = ByteBuffer.wrap(values);
        users.stream()
                .sorted(UNSIGNED)
                .forEach(user -> target.putLong(user.getMostSignificantBits()).putLong(user.getLeastSignificantBits()));
        return new SortedUsers(values, UUID_BYTES);
    }

    /** As 36 characters each, of which the letters are small. */
    static SortedUsers asText(List<UUID> users) {
        byte[] values = new byte[users.size() * TEXT_BYTES];
        ByteBuffer target = ByteBuffer.wrap(values);
        users.stream()
                .sorted(UNSIGNED)
                .forEach(user -> target.put(user.toString().getBytes(StandardCharsets.US_ASCII)));
        return new SortedUsers(values, TEXT_BYTES);
    }

    /** Whether one of them is neither less than {@code min} nor greater than {@code max}. */
    boolean anyWithin(ByteBuffer min, ByteBuffer max) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(middle, min) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < count && compare(low, max) <= 0;
    }

    /** Whether the filter tells of each of them that it is not there. */
    boolean allAreMissingFrom(BloomFilter filter) {
        for (int user = 0; user < count; user++) {
            Binary value = Binary.fromConstantByteArray(values, user * valueBytes, valueBytes);
            if (filter.findHash(filter.hash(value))) {
                return false;
            }
        }
        return true;
    }

    private int compare(int user, ByteBuffer bound) {
        int bytes = Math.min(valueBytes, bound.remaining());
        for (int i = 0; i < bytes; i++) {
            int difference = (values[user * valueBytes + i] & 0xFF) - (bound.get(bound.position() + i) & 0xFF);
            if (difference != 0) {
                return difference;
            }
        }
        return valueBytes - bound.remaining();
    }
}
