package org.eventextractor.job.scan.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers as Parquet stores them. */
public final class LittleEndian {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private LittleEndian() {}

    /** How many bytes so many bits take: the last one may be filled in part. */
    static long bytesOfBits(long bits) {
        return (bits + Byte.SIZE - 1) / Byte.SIZE;
    }

    static int intAt(byte[] bytes, int index) {
        return (int) INT.get(bytes, index);
    }

    /** The number whose lowest byte is at an index. */
    public static long longAt(byte[] bytes, int index) {
        return (long) LONG.get(bytes, index);
    }

    /** An unsigned number of 0 to 4 bytes. */
    static int intAt(byte[] bytes, int index, int length) {
        int value = 0;
        for (int i = 0; i < length; i++) {
            value |= (bytes[index + i] & 0xFF) << (8 * i);
        }
        return value;
    }
}
