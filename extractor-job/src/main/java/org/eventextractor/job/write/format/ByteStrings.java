package org.eventextractor.job.write.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Looks at values within arrays, eight bytes at a time: most are too short for the JVM's own methods to pay. */
final class ByteStrings {

    private static final VarHandle ORDERED = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    /** 2 to the 64, divided by the golden ratio: odd, and without a pattern. */
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    /** From so many bytes on the JVM's own comparison pays. */
    private static final int LONG_VALUE = 32;

    private ByteStrings() {}

    /**
     * The first eight bytes as an unsigned number, zeros after a shorter value: ordered as the values are, or equal.
     */
    static long prefix(byte[] bytes, int start, int length) {
        if (length >= Long.BYTES) {
            return (long) ORDERED.get(bytes, start);
        }
        long prefix = 0;
        for (int i = 0; i < length; i++) {
            prefix |= (bytes[start + i] & 0xFFL) << (Byte.SIZE * (Long.BYTES - 1 - i));
        }
        return prefix;
    }

    static int hash(byte[] bytes, int start, int length) {
        long hash = length;
        if (length < Long.BYTES) {
            return hash(mix(hash, word(bytes, start, length)));
        }
        int last = start + length - Long.BYTES;
        for (int i = start; i < last; i += Long.BYTES) {
            hash = mix(hash, (long) LONG.get(bytes, i));
        }
        return hash(mix(hash, (long) LONG.get(bytes, last)));
    }

    static int hash(long value) {
        return (int) mix(0, value);
    }

    /** Whether two values of the same length are equal. */
    static boolean areEqual(byte[] a, int startOfA, byte[] b, int startOfB, int length) {
        if (length < Long.BYTES) {
            return word(a, startOfA, length) == word(b, startOfB, length);
        }
        if (length > LONG_VALUE) {
            return Arrays.equals(a, startOfA, startOfA + length, b, startOfB, startOfB + length);
        }
        int last = length - Long.BYTES;
        for (int i = 0; i < last; i += Long.BYTES) {
            if ((long) LONG.get(a, startOfA + i) != (long) LONG.get(b, startOfB + i)) {
                return false;
            }
        }
        return (long) LONG.get(a, startOfA + last) == (long) LONG.get(b, startOfB + last);
    }

    /** All of up to seven bytes in one number, some of them twice. */
    private static long word(byte[] bytes, int start, int length) {
        if (length >= Integer.BYTES) {
            long first = (int) INT.get(bytes, start);
            long last = (int) INT.get(bytes, start + length - Integer.BYTES);
            return (first << Integer.SIZE) | (last & 0xFFFF_FFFFL);
        }
        if (length == 0) {
            return 0;
        }
        long middle = bytes[start + length / 2] & 0xFF;
        long last = bytes[start + length - 1] & 0xFF;
        return ((long) bytes[start] << 16) | (middle << 8) | last;
    }

    private static long mix(long hash, long word) {
        long product = (hash ^ word) * MULTIPLIER;
        return product ^ (product >>> Integer.SIZE);
    }
}
