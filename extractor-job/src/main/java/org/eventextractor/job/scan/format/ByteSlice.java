package org.eventextractor.job.scan.format;

/**
 * Some bytes of an array; only to be read.
 *
 * @param start the first byte's index, included
 * @param end excluded
 */
@SuppressWarnings("ArrayRecordComponent") // a view, never compared
public record ByteSlice(byte[] array, int start, int end) {

    public ByteSlice {
        if (start < 0 || end < start || end > array.length) {
            throw new DamagedFileException("bytes " + start + " to " + end + " of " + array.length);
        }
    }

    public int length() {
        return end - start;
    }

    /** The first four bytes, as a number. */
    int firstInt() {
        requireWithin(Integer.BYTES);
        return LittleEndian.intAt(array, start);
    }

    /** The first {@code length} bytes. */
    public ByteSlice head(int length) {
        requireWithin(length);
        return new ByteSlice(array, start, start + length);
    }

    /** All but the first {@code length} bytes. */
    public ByteSlice tail(int length) {
        requireWithin(length);
        return new ByteSlice(array, start + length, end);
    }

    /** What follows four bytes that tell its length. */
    ByteSlice prefixed() {
        return tail(Integer.BYTES).head(firstInt());
    }

    private void requireWithin(int length) {
        if (length < 0 || length > length()) {
            throw new DamagedFileException("a part of " + length + " bytes in a page of " + length());
        }
    }
}
