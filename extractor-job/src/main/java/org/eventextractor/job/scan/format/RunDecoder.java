package org.eventextractor.job.scan.format;

import java.util.Arrays;

/**
 * Decodes the hybrid of run lengths and bit packing, in which levels and dictionary indexes are stored. Not safe for
 * use by many threads.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/#RLE">RLE/bit-packing hybrid</a>
 */
final class RunDecoder {

    private static final int VALUES_PER_GROUP = 8;
    private static final int MAX_WIDTH = Integer.SIZE;

    /** For each width, the lowest bit of each of as many packed values as fit in a long. */
    private static final long[] LOW_BITS = new long[MAX_WIDTH + 1];

    static {
        for (int width = 1; width <= MAX_WIDTH; width++) {
            LOW_BITS[width] = lowBits(width);
        }
    }

    private final byte[] bytes;
    private final int end;
    private final int width;
    private final long mask;
    private final long lowBitOfEach;

    /** Packed values that lie in any long that begins with the byte in which the first of them does. */
    private final int valuesInLong;

    private int position;
    /** Values left of the current run. */
    private long remaining;

    private boolean packed;
    /** Of a run of one value. */
    private int value;
    /** Of a packed run: its first bit is the lowest of the byte at {@code position}. */
    private long nextBit;

    /** @param width of a value, in bits */
    RunDecoder(ByteSlice runs, int width) {
        if (width < 0 || width > MAX_WIDTH) {
            throw new DamagedFileException("values of " + width + " bits");
        }
        bytes = runs.array();
        position = runs.start();
        end = runs.end();
        this.width = width;
        mask = (1L << width) - 1;
        lowBitOfEach = LOW_BITS[width];
        valuesInLong = width == 0 ? 0 : (Long.SIZE - Byte.SIZE + 1) / width;
    }

    private static long lowBits(int width) {
        long bits = 0;
        for (int bit = 0; bit + width <= Long.SIZE; bit += width) {
            bits |= 1L << bit;
        }
        return bits;
    }

    /** @throws DamagedFileException after the last value */
    int next() {
        if (remaining == 0) {
            startRun();
        }
        remaining--;
        return packed ? nextPacked() : value;
    }

    /** Decodes the next values into an array; each must fit in a byte. */
    void read(byte[] target, int count) {
        for (int done = 0; done < count; ) {
            if (remaining == 0) {
                startRun();
            }
            int step = (int) Math.min(count - done, remaining);
            if (packed) {
                readPacked(target, done, step);
            } else {
                Arrays.fill(target, done, done + step, (byte) value);
            }
            remaining -= step;
            done += step;
        }
    }

    private void readPacked(byte[] target, int start, int count) {
        for (int done = 0; done < count; ) {
            int together = Math.min(count - done, readableTogether());
            if (together == 0) {
                target[start + done++] = (byte) nextPacked();
                continue;
            }
            long bits = LittleEndian.longAt(bytes, position + (int) (nextBit >>> 3)) >>> (nextBit & (Byte.SIZE - 1));
            for (int i = 0; i < together; i++) {
                target[start + done++] = (byte) (bits & mask);
                bits >>>= width;
            }
            nextBit += (long) together * width;
        }
    }

    /** Passes over values. */
    void skip(int count) {
        for (int left = count; left > 0; ) {
            if (remaining == 0) {
                startRun();
            }
            int step = (int) Math.min(left, remaining);
            nextBit += packed ? (long) step * width : 0;
            remaining -= step;
            left -= step;
        }
    }

    /** Passes over values, and returns how many of them are {@code wanted}. */
    int skipCounting(int count, int wanted) {
        int found = 0;
        for (int left = count; left > 0; ) {
            if (remaining == 0) {
                startRun();
            }
            int step = (int) Math.min(left, remaining);
            found += packed ? countPacked(step, wanted) : value == wanted ? step : 0;
            remaining -= step;
            left -= step;
        }
        return found;
    }

    private int countPacked(int count, int wanted) {
        int found = 0;
        for (int left = count; left > 0; ) {
            int together = Math.min(left, readableTogether());
            found += together == 0 ? (nextPacked() == wanted ? 1 : 0) : countTogether(together, wanted);
            left -= Math.max(1, together);
        }
        return found;
    }

    /** How many of a packed run's next values lie in one long, at least; 0 if it reaches beyond the array. */
    private int readableTogether() {
        return position + (int) (nextBit >>> 3) + Long.BYTES <= bytes.length ? valuesInLong : 0;
    }

    /** Passes over packed values that lie in one long, and returns how many of them are {@code wanted}. */
    private int countTogether(int count, int wanted) {
        long bits = LittleEndian.longAt(bytes, position + (int) (nextBit >>> 3)) >>> (nextBit & (Byte.SIZE - 1));
        long lowBits = lowBitOfEach & (-1L >>> (Long.SIZE - count * width));
        long different = bits ^ (wanted * lowBits);
        long folded = different;
        for (int bit = 1; bit < width; bit++) {
            folded |= different >>> bit;
        }
        nextBit += (long) count * width;
        return count - Long.bitCount(folded & lowBits);
    }

    /**
     * Passes over values until it has passed so many zeros.
     *
     * @return how many values were passed; the last of them is the last of the zeros
     * @throws DamagedFileException if there are fewer
     */
    int skipThroughZeros(int zeros) {
        int passed = 0;
        for (int left = zeros; left > 0; ) {
            if (remaining == 0) {
                startRun();
            }
            // so many values are no more than so many zeros
            int step = (int) Math.min(left, remaining);
            left -= skipCounting(step, 0);
            passed += step;
        }
        return passed;
    }

    /**
     * Holds what each packed run claims against the number of values, and against the bytes there are. Here runs are
     * decoded as they are come to, but parquet-java's decoder first reserves room for the whole of one, and takes bytes
     * that are missing for zeros.
     *
     * @param width of a value, in bits
     * @throws DamagedFileException if a run claims more groups than all values fill, or there are fewer values
     */
    static void requireClaims(ByteSlice runs, int width, int values) {
        RunDecoder decoder = new RunDecoder(runs, width);
        for (long left = values; left > 0; left -= decoder.remaining) {
            decoder.passClaimedRun(left, values);
        }
    }

    /** @param left of the values: a last group need not be full */
    private void passClaimedRun(long left, int values) {
        openRun();
        boolean beyond = packed && remaining >= (long) values + VALUES_PER_GROUP;
        if (beyond || remaining == 0) {
            throw new DamagedFileException("a run claims " + remaining + " of " + values + " values");
        }
        if (packed) {
            nextBit = Math.min(left, remaining) * width;
            requireBytes(LittleEndian.bytesOfBits(nextBit));
        }
    }

    private void startRun() {
        openRun();
        if (packed) {
            remaining = Math.min(remaining, packedValues());
        }
        if (remaining == 0) {
            throw new DamagedFileException("a run of no values");
        }
    }

    /** Goes to the next run, with as many values as it claims. */
    private void openRun() {
        if (packed) {
            position += (int) LittleEndian.bytesOfBits(nextBit);
        }
        long header = readHeader();
        packed = (header & 1) != 0;
        remaining = header >>> 1;
        if (packed) {
            remaining *= VALUES_PER_GROUP;
            nextBit = 0;
        } else {
            readValue();
        }
    }

    /** What there is room for: some writers end the last run of a page before its last group is full. */
    private long packedValues() {
        return width == 0 ? Long.MAX_VALUE : (end - position) * (long) Byte.SIZE / width;
    }

    private int nextPacked() {
        int at = position + (int) (nextBit >>> 3);
        int shift = (int) nextBit & (Byte.SIZE - 1);
        nextBit += width;
        // bytes beyond the value, and beyond the runs, are read along where they are there, and masked
        if (at + Long.BYTES <= bytes.length) {
            return (int) ((LittleEndian.longAt(bytes, at) >>> shift) & mask);
        }
        return nextPackedAtEnd(at, shift);
    }

    private int nextPackedAtEnd(int at, int shift) {
        int length = (int) LittleEndian.bytesOfBits(shift + width);
        long bits = 0;
        for (int i = 0; i < length; i++) {
            bits |= (bytes[at + i] & 0xFFL) << (i * Byte.SIZE);
        }
        return (int) ((bits >>> shift) & mask);
    }

    private void readValue() {
        int length = (int) LittleEndian.bytesOfBits(width);
        requireBytes(length);
        value = LittleEndian.intAt(bytes, position, length);
        if ((value & ~mask) != 0) {
            throw new DamagedFileException("a run of " + value + " in " + width + " bits");
        }
        position += length;
    }

    private long readHeader() {
        long header = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += 7) {
            requireBytes(1);
            byte next = bytes[position++];
            header |= (next & 0x7FL) << shift;
            if (next >= 0 && header >>> Integer.SIZE == 0) {
                return header;
            }
        }
        throw new DamagedFileException("a run without an end to its length");
    }

    private void requireBytes(long length) {
        if (length > end - position) {
            throw new DamagedFileException("levels or indexes end too early");
        }
    }
}
