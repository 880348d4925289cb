package org.eventextractor.core.storage;

/**
 * The bytes {@code offset <= i < offset + length} of an object.
 *
 * @param offset 0 or more
 * @param length at least 1: HTTP has no empty ranges
 */
public record ByteRange(long offset, int length) {

    /** @throws IllegalArgumentException if the bounds do not hold */
    public ByteRange {
        if (offset < 0 || length < 1) {
            throw new IllegalArgumentException("not a range of bytes: " + length + " from " + offset);
        }
    }

    /** The first byte after the range. */
    public long end() {
        return offset + length;
    }

    /** As the Range header spells it, RFC 9110 section 14.1.2. */
    public String header() {
        return "bytes=" + offset + "-" + (end() - 1);
    }

    @Override
    public String toString() {
        return length + " bytes from " + offset;
    }
}
