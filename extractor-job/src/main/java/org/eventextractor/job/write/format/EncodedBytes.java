package org.eventextractor.job.write.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;

/** Bytes that grow at their end, and are used again once they are cleared. Not safe for use by many threads. */
final class EncodedBytes {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int FIRST_CAPACITY = 256;
    private static final int MOST_OF_VARINT = 5;

    private byte[] array = new byte[FIRST_CAPACITY];
    private int size;

    int size() {
        return size;
    }

    /** The array whose first {@link #size} bytes these are; only to be read, and only until the next byte is put. */
    byte[] array() {
        return array;
    }

    /** A view, of use until the next byte is put. */
    BytesInput view() {
        return BytesInput.from(array, 0, size);
    }

    void clear() {
        size = 0;
    }

    /** What they take in memory, with the room for more of them. */
    long memoryBytes() {
        return array.length;
    }

    /** Clears them, and lets go of the memory that they took. */
    void release() {
        array = new byte[FIRST_CAPACITY];
        size = 0;
    }

    /** Forgets what was put since there were so many bytes. */
    void truncate(int oldSize) {
        size = oldSize;
    }

    void putByte(int value) {
        reserve(Byte.BYTES);
        array[size++] = (byte) value;
    }

    /** Replaces four bytes that were put before. */
    void setInt(int index, int value) {
        INT.set(array, index, value);
    }

    void putInt(int value) {
        reserve(Integer.BYTES);
        INT.set(array, size, value);
        size += Integer.BYTES;
    }

    void putLong(long value) {
        reserve(Long.BYTES);
        LONG.set(array, size, value);
        size += Long.BYTES;
    }

    /** Puts the lowest bytes of a number. */
    void putBytesOf(int value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            putByte(value >>> (Byte.SIZE * i));
        }
    }

    /** Puts a number in base 128, lowest digit first. */
    void putUnsignedVarInt(int value) {
        reserve(MOST_OF_VARINT);
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            array[size++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        array[size++] = (byte) rest;
    }

    void putBytes(byte[] source, int start, int length) {
        reserve(length);
        System.arraycopy(source, start, array, size, length);
        size += length;
    }

    void putAll(EncodedBytes other) {
        putBytes(other.array, 0, other.size);
    }

    private void reserve(int bytes) {
        int needed = Math.addExact(size, bytes);
        if (needed > array.length) {
            array = Arrays.copyOf(
                    array, (int) Math.min(Integer.MAX_VALUE - Long.BYTES, Math.max(needed, array.length * 2L)));
        }
    }
}
