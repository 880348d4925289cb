package org.eventextractor.job.scan;

import java.util.Arrays;

/**
 * Values of any length, one after the other in one array, numbered from 0 on in the order they come. Not safe for use
 * by many threads while it is filled.
 */
final class ByteValues {

    /** The most bytes of all values together. */
    static final int MAX_BYTES = 1 << 28;

    private static final int EXPECTED_VALUE_BYTES = 16;

    private final int mostExpected;

    private int expected;
    private byte[] bytes = {};
    private int[] starts = {};
    private int[] lengths = {};
    private int count;
    private int size;
    private int longest;

    /** @param expected how many values will come, if none come twice; at least 1 */
    ByteValues(int expected) {
        mostExpected = expected;
        this.expected = expected;
    }

    /** @param distinct how many different values can come next; 0 if that is not known */
    void expect(int distinct) {
        expected = distinct == 0 ? mostExpected : Math.min(distinct, mostExpected);
    }

    int count() {
        return count;
    }

    byte[] bytes() {
        return bytes;
    }

    int start(int number) {
        return starts[number];
    }

    int length(int number) {
        return lengths[number];
    }

    /** The length of the longest, in bytes. */
    int longest() {
        return longest;
    }

    /** Copies a value, of which there is still room for below {@link #MAX_BYTES}, and returns its number. */
    int add(byte[] array, int start, int length) {
        ensureRoomFor(length);
        System.arraycopy(array, start, bytes, size, length);
        starts[count] = size;
        lengths[count] = length;
        size += length;
        longest = Math.max(longest, length);
        return count++;
    }

    /** What the values take in memory, about. */
    long memoryBytes() {
        return bytes.length + (long) starts.length * Long.BYTES;
    }

    private void ensureRoomFor(int length) {
        if (starts.length == 0) {
            reserve();
        }
        int needed = size + length;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_BYTES, Math.max(needed, bytes.length * 2L)));
        }
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            lengths = Arrays.copyOf(lengths, count * 2);
        }
    }

    /** What the first value is followed by, most often. */
    private void reserve() {
        bytes = new byte[expected * EXPECTED_VALUE_BYTES];
        starts = new int[expected];
        lengths = new int[expected];
    }
}
