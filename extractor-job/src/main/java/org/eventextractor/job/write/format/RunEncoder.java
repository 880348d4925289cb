package org.eventextractor.job.write.format;

/**
 * Encodes small numbers as runs: of one number that is repeated, or of numbers packed bit by bit. Not safe for use by many
 * threads.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/#RLE">Run length encoding and bit packing</a>
 */
final class RunEncoder {

    /** Numbers are packed in eights, so that a run of them ends with a whole byte. */
    private static final int GROUP = 8;

    /** As many groups as a header of one byte can tell. */
    private static final int MOST_PACKED = 63 * GROUP;

    private final EncodedBytes target;
    private int bitWidth;
    private int value;
    private int times;

    private int packed;
    private int packedHeader;
    private long bits;
    private int bitCount;

    RunEncoder(EncodedBytes target, int bitWidth) {
        this.target = target;
        this.bitWidth = bitWidth;
    }

    /** How many bits numbers up to a greatest one take. */
    static int bitWidth(int greatest) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(greatest);
    }

    /** Sets the bits of each number that follows; only before the first one. */
    void setBitWidth(int bitWidth) {
        this.bitWidth = bitWidth;
    }

    void add(int next, int count) {
        if (next != value) {
            putRun();
            value = next;
        }
        times += count;
    }

    /** Completes the runs; the next number begins new ones. */
    void finish() {
        putRun();
        while (packed % GROUP != 0) {
            pack(0);
        }
        endPacked();
    }

    private void putRun() {
        int toEndOfGroup = Math.min(times, -packed & (GROUP - 1));
        pack(toEndOfGroup, value);
        int rest = times - toEndOfGroup;
        if (rest >= GROUP) {
            endPacked();
            target.putUnsignedVarInt(rest << 1);
            target.putBytesOf(value, (bitWidth + Byte.SIZE - 1) / Byte.SIZE);
        } else {
            pack(rest, value);
        }
        times = 0;
    }

    private void pack(int count, int number) {
        for (int i = 0; i < count; i++) {
            pack(number);
        }
    }

    private void pack(int number) {
        if (packed == 0) {
            packedHeader = target.size();
            target.putByte(0);
        }
        bits |= (long) number << bitCount;
        bitCount += bitWidth;
        if (bitCount >= Integer.SIZE) {
            target.putInt((int) bits);
            bits >>>= Integer.SIZE;
            bitCount -= Integer.SIZE;
        }
        if (++packed == MOST_PACKED) {
            endPacked();
        }
    }

    /** Ends a run of whole groups, if there is one. */
    private void endPacked() {
        if (packed > 0) {
            target.putBytesOf((int) bits, bitCount / Byte.SIZE);
            target.setByte(packedHeader, ((packed / GROUP) << 1) | 1);
            packed = 0;
            bits = 0;
            bitCount = 0;
        }
    }
}
