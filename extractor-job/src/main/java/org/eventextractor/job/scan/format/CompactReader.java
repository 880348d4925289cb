package org.eventextractor.job.scan.format;

import java.util.Arrays;

/**
 * Walks structures in Thrift's compact protocol. A field is known by its header, {@code id << 4 | type}, so that one of
 * another type than expected is skipped like one that is not known at all. Never reads past its end, never reserves
 * memory for more than is there. Not safe for use by many threads.
 *
 * @see <a href="https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md">Compact protocol</a>
 */
final class CompactReader {

    static final int TRUE = 1;
    static final int FALSE = 2;
    static final int I8 = 3;
    static final int I16 = 4;
    static final int I32 = 5;
    static final int I64 = 6;
    static final int DOUBLE = 7;
    static final int BINARY = 8;
    static final int LIST = 9;
    static final int SET = 10;
    static final int MAP = 11;
    static final int STRUCT = 12;

    /** What {@link #nextField} returns at a structure's end, and what it takes at its beginning. */
    static final int STOP = 0;

    private static final int TYPE_MASK = 0xF;
    private static final int LONG_LIST = 0xF;
    private static final int MAX_DEPTH = 16;
    private static final int MAX_INT_SHIFT = 28;
    private static final int MAX_LONG_SHIFT = 63;

    private final byte[] bytes;
    private final int end;
    private int position;

    /** Reads bytes {@code start} (included) to {@code end} (excluded). */
    CompactReader(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.position = start;
        this.end = end;
    }

    int position() {
        return position;
    }

    /**
     * The header of a structure's next field.
     *
     * @param previous the header of the field before it, whose value has been read or skipped
     */
    int nextField(int previous) {
        int header = readByte() & 0xFF;
        int type = header & TYPE_MASK;
        if (type == STOP) {
            return STOP;
        }
        int delta = header >>> 4;
        int id = delta == 0 ? (short) readI32() : (previous >> 4) + delta;
        return id << 4 | type;
    }

    int readI32() {
        long value = readUnsigned(MAX_INT_SHIFT);
        if (value >>> Integer.SIZE != 0) {
            throw new DamagedFileException("a number of more than 32 bits in the metadata");
        }
        int raw = (int) value;
        return (raw >>> 1) ^ -(raw & 1);
    }

    long readI64() {
        long raw = readUnsigned(MAX_LONG_SHIFT);
        return (raw >>> 1) ^ -(raw & 1);
    }

    /** A truth value as lists have it. */
    boolean readTruth() {
        return readByte() == TRUE;
    }

    /** The bytes of a binary or a string. */
    byte[] readBinary() {
        int length = readLength();
        byte[] value = Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return value;
    }

    /** Passes over a binary or a string, and returns its length. */
    int skipBinary() {
        int length = readLength();
        position += length;
        return length;
    }

    /** The number of a list's elements, which are then to be read one by one. */
    int readList(int elementType) {
        int header = readByte() & 0xFF;
        if ((header & TYPE_MASK) != elementType) {
            throw new DamagedFileException("a list of another type in the metadata");
        }
        return listSize(header);
    }

    /** The number of a list's truth values: the type of their list is that of either. */
    int readTruthList() {
        int header = readByte() & 0xFF;
        int type = header & TYPE_MASK;
        if (type != TRUE && type != FALSE) {
            throw new DamagedFileException("a list of another type in the metadata");
        }
        return listSize(header);
    }

    /** Bytes {@code from} (included) to {@code to} (excluded) of those that were read. */
    byte[] copy(int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** Passes over these bytes if they come next; else stays and returns false. */
    boolean skipIfNext(byte[] expected) {
        boolean next = expected.length <= end - position
                && Arrays.equals(bytes, position, position + expected.length, expected, 0, expected.length);
        position += next ? expected.length : 0;
        return next;
    }

    /** Passes over a field's value, whatever it is. */
    void skip(int field) {
        skip(field & TYPE_MASK, MAX_DEPTH);
    }

    private void skip(int type, int depth) {
        requireType(type);
        if (depth == 0) {
            throw new DamagedFileException("the metadata is nested too deep");
        }
        switch (type) {
            case TRUE, FALSE -> {}
            case I8 -> readByte();
            case I16, I32 -> readI32();
            case I64 -> readI64();
            case DOUBLE -> advance(Double.BYTES);
            case BINARY -> skipBinary();
            case LIST, SET -> skipList(depth - 1);
            case MAP -> skipMap(depth - 1);
            case STRUCT -> skipStruct(depth - 1);
            default -> throw new IllegalStateException("type " + type);
        }
    }

    private void skipStruct(int depth) {
        for (int field = nextField(STOP); field != STOP; field = nextField(field)) {
            skip(field & TYPE_MASK, depth);
        }
    }

    private void skipList(int depth) {
        int header = readByte() & 0xFF;
        int type = header & TYPE_MASK;
        requireType(type);
        for (int remaining = listSize(header); remaining > 0; remaining--) {
            skipElement(type, depth);
        }
    }

    private void skipMap(int depth) {
        int size = readLength();
        if (size == 0) {
            return;
        }
        int types = readByte() & 0xFF;
        requireType(types >>> 4);
        requireType(types & TYPE_MASK);
        for (int remaining = size; remaining > 0; remaining--) {
            skipElement(types >>> 4, depth);
            skipElement(types & TYPE_MASK, depth);
        }
    }

    /** In a structure a truth value is part of its field's header; in a list it takes a byte. */
    private void skipElement(int type, int depth) {
        skip(type == TRUE || type == FALSE ? I8 : type, depth);
    }

    private static void requireType(int type) {
        if (type < TRUE || type > STRUCT) {
            throw new DamagedFileException("an unknown type in the metadata");
        }
    }

    /** Each element takes a byte at least. */
    private int listSize(int header) {
        int size = header >>> 4;
        return size == LONG_LIST ? readLength() : size;
    }

    /** A length or a count, which cannot be greater than the number of bytes that are left. */
    private int readLength() {
        long length = readUnsigned(MAX_INT_SHIFT);
        if (length > end - position) {
            throw new DamagedFileException("the metadata claims a length beyond its end");
        }
        return (int) length;
    }

    private long readUnsigned(int maxShift) {
        byte first = readByte();
        return first >= 0 ? first : readFurther(first & 0x7FL, maxShift);
    }

    /** Nearly all numbers in metadata are of one byte: what follows one is apart, so that reading one is inlined. */
    private long readFurther(long first, int maxShift) {
        long value = first;
        for (int shift = 7; shift <= maxShift; shift += 7) {
            byte next = readByte();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new DamagedFileException("a number without an end in the metadata");
    }

    private byte readByte() {
        if (position >= end) {
            throw endsTooEarly();
        }
        return bytes[position++];
    }

    private void advance(int length) {
        if (length > end - position) {
            throw endsTooEarly();
        }
        position += length;
    }

    private static DamagedFileException endsTooEarly() {
        return new DamagedFileException("the metadata ends too early");
    }
}
