package org.eventextractor.job.write.format;

/**
 * Encodes small numbers as runs: of one number that is repeated, or of numbers packed bit by bit.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/#RLE">Run length encoding and bit
 *     packing</a>
 */
final class RunEncoder {

    /** Numbers are packed in eights, so that a run of them ends with a whole byte. */
    private static final int GROUP = 8;

    /** As many packed numbers as a header of one byte can tell of. */
    private static final int MOST_PACKED = 63 * GROUP;

    private RunEncoder() {}

    /** Appends the encoded numbers, none of which needs more than so many bits. */
    static void encode(NumberList numbers, int bitWidth, EncodedBytes target) {
        int count = numbers.size();
        int start = 0;
        while (start < count) {
            int end = numbers.endOfRun(start, count);
            if (end - start < GROUP) {
                end = endOfPacked(numbers, start);
                putPacked(numbers, start, end, bitWidth, target);
            } else {
                putRepeated(numbers.get(start), end - start, bitWidth, target);
            }
            start = end;
        }
    }

    /** The end of the groups from here on of which none is of one number. */
    private static int endOfPacked(NumberList numbers, int start) {
        int most = Math.min(numbers.size(), start + MOST_PACKED);
        int end = start + GROUP;
        while (end < most && numbers.endOfRun(end, Math.min(most, end + GROUP)) < end + GROUP) {
            end += GROUP;
        }
        return Math.min(end, most);
    }

    private static void putRepeated(int number, int times, int bitWidth, EncodedBytes target) {
        target.putUnsignedVarInt(times << 1);
        target.putBytesOf(number, (bitWidth + Byte.SIZE - 1) / Byte.SIZE);
    }

    /** Only the last run of all ends within a group, which readers then take to be filled up. */
    private static void putPacked(NumberList numbers, int start, int end, int bitWidth, EncodedBytes target) {
        int groups = (end - start + GROUP - 1) / GROUP;
        target.putByte((groups << 1) | 1);
        long bits = 0;
        int bitCount = 0;
        for (int i = start; i < start + groups * GROUP; i++) {
            long number = i < end ? numbers.get(i) : 0;
            bits |= number << bitCount;
            bitCount += bitWidth;
            if (bitCount >= Integer.SIZE) {
                target.putInt((int) bits);
                bits >>>= Integer.SIZE;
                bitCount -= Integer.SIZE;
            }
        }
        target.putBytesOf((int) bits, bitCount / Byte.SIZE);
    }
}
