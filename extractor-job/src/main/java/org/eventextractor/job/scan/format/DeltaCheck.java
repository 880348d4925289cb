package org.eventextractor.job.scan.format;

import java.io.IOException;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesReader;

/**
 * Holds the lengths in a column chunk's delta encoded pages against what the pages hold. Takes the pages in their order;
 * not safe for use by many threads.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/#DELTAENC">Delta encodings</a>
 */
final class DeltaCheck {

    /** A block is decoded whole. Writers make them of some hundred values. */
    private static final int MAX_BLOCK_VALUES = 1 << 20;

    /** Of the string read last. Writers of old let a page's first string go on from the last one of the page before. */
    private int lastLength;

    /**
     * Numbers, of which a decoder reserves room for all.
     *
     * @throws DamagedFileException if those that come first claim to be more than so many, or than what the page's bytes
     *     can hold
     */
    void requireNumbers(ByteBufferInputStream in, int present) throws IOException {
        int blockValues = BytesUtils.readUnsignedVarInt(in);
        int miniBlocks = BytesUtils.readUnsignedVarInt(in);
        int values = BytesUtils.readUnsignedVarInt(in);
        boolean sound = blockValues > 0 && blockValues <= MAX_BLOCK_VALUES && miniBlocks > 0;
        if (!sound || miniBlocks > blockValues || values < 0 || values > present) {
            throw new DamagedFileException("deltas claim " + values + " of " + present + " values, in blocks of "
                    + blockValues + " in " + miniBlocks + " parts");
        }
        long least = leastBytes(values, blockValues, miniBlocks);
        if (least > in.available()) {
            throw new DamagedFileException("deltas claim " + values + " values, which take " + least
                    + " bytes at least, in " + in.available());
        }
    }

    /** Of full blocks: each has a byte for its least delta, and one for the width of each of its parts. */
    private static long leastBytes(int values, int blockValues, int miniBlocks) {
        return (values - 1) / blockValues * (1L + miniBlocks);
    }

    /**
     * Strings that are stored as what they do not share with the one before.
     *
     * @throws DamagedFileException if one claims to share more than there is, or they claim to be more than so many
     */
    void requireStrings(ByteBufferInputStream in, int present) throws IOException {
        ValuesReader shared = readNumbers(in, present);
        ValuesReader further = readNumbers(in, present);
        for (int i = 0; i < present; i++) {
            int prefix = shared.readInteger();
            if (prefix < 0 || prefix > lastLength) {
                throw new DamagedFileException("a value claims to share " + prefix + " bytes of one of " + lastLength);
            }
            lastLength = prefix + further.readInteger();
        }
    }

    private ValuesReader readNumbers(ByteBufferInputStream in, int present) throws IOException {
        in.mark(in.available());
        requireNumbers(in, present);
        in.reset();
        ValuesReader numbers = new DeltaBinaryPackingValuesReader();
        numbers.initFromPage(present, in);
        return numbers;
    }
}
