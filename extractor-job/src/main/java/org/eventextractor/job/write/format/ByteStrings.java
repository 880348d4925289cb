package org.eventextractor.job.write.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at values within arrays, eight bytes at a time. */
final class ByteStrings {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final int ROTATION = 29;

    private ByteStrings() {}

    /** The first eight bytes as an unsigned number, zeros after a shorter value: ordered as the values are, or equal. */
    static long prefix(byte[] bytes, int start, int length) {
        if (length >= Long.BYTES) {
            return (long) LONG.get(bytes, start);
        }
        long prefix = 0;
        for (int i = 0; i < length; i++) {
            prefix |= (bytes[start + i] & 0xFFL) << (Byte.SIZE * (Long.BYTES - 1 - i));
        }
        return prefix;
    }

    static int hash(byte[] bytes, int start, int length) {
        long hash = length;
        int rest = length;
        for (int i = start; rest >= Long.BYTES; i += Long.BYTES, rest -= Long.BYTES) {
            hash = mix(hash, (long) LONG.get(bytes, i));
        }
        return hash(mix(hash, prefix(bytes, start + length - rest, rest)));
    }

    static int hash(long value) {
        long product = value * MULTIPLIER;
        return (int) (product ^ (product >>> Integer.SIZE));
    }

    private static long mix(long hash, long word) {
        return (Long.rotateLeft(hash, ROTATION) ^ word) * MULTIPLIER;
    }
}
