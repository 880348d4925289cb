package org.eventextractor.job.scan.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.values.ValuesReader;

/**
 * Holds the lengths in a column chunk's data pages against what the pages hold, before parquet-java decodes them: its
 * decoders reserve memory by these lengths. Whether the values are sound otherwise is for the decoders to say. Takes the
 * pages in their order; not safe for use by many threads.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/">Encodings</a>
 */
public final class DataPageCheck {

    private final ColumnDescriptor column;
    private final int repetitionWidth;
    private final int definitionWidth;
    private final DeltaCheck delta = new DeltaCheck();

    public DataPageCheck(ColumnDescriptor column) {
        this.column = column;
        repetitionWidth = BytesUtils.getWidthFromMaxInt(column.getMaxRepetitionLevel());
        definitionWidth = BytesUtils.getWidthFromMaxInt(column.getMaxDefinitionLevel());
    }

    /**
     * Checks the next page.
     *
     * @param page decompressed
     * @throws DamagedFileException if it claims more than it can hold
     */
    public void require(DataPage page) throws IOException {
        if (page instanceof DataPageV1 v1) {
            requireV1(v1);
        } else {
            requireV2((DataPageV2) page);
        }
    }

    private void requireV1(DataPageV1 page) throws IOException {
        int entries = page.getValueCount();
        ByteSlice repeated = bytes(page.getBytes());
        ByteSlice defined = repeated.tail(requireLevels(page.getRlEncoding(), repetitionWidth, repeated, entries));
        ByteSlice values = defined.tail(requireLevels(page.getDlEncoding(), definitionWidth, defined, entries));
        requireValues(page.getValueEncoding(), values, present(page.getDlEncoding(), defined, entries));
    }

    /** Returns how many bytes the levels of a page V1 take. */
    private static int requireLevels(Encoding encoding, int width, ByteSlice levels, int entries) {
        return switch (encoding) {
            case RLE -> width == 0 ? 0 : requirePrefixed(levels, width, entries);
            case BIT_PACKED -> requireBitPacked(levels, width, entries);
            default -> throw new DamagedFileException("levels in the encoding " + encoding);
        };
    }

    /** Nothing is reserved by a length here, but parquet-java takes bytes that are missing for zeros. */
    private static int requireBitPacked(ByteSlice levels, int width, int entries) {
        long bytes = LittleEndian.bytesOfBits((long) entries * width);
        if (bytes > levels.length()) {
            throw new DamagedFileException("levels of " + bytes + " bytes in " + levels.length());
        }
        return (int) bytes;
    }

    /** How many entries of a page V1 are no nulls. */
    private int present(Encoding encoding, ByteSlice definitionLevels, int entries) throws IOException {
        if (definitionWidth == 0) {
            return entries;
        }
        return encoding == Encoding.RLE
                ? presentInRuns(definitionLevels.prefixed(), entries)
                : presentInBits(encoding, definitionLevels, entries);
    }

    private int presentInRuns(ByteSlice definitionLevels, int entries) {
        return new RunDecoder(definitionLevels, definitionWidth).skipCounting(entries, column.getMaxDefinitionLevel());
    }

    /** As only files of old have levels. */
    private int presentInBits(Encoding encoding, ByteSlice definitionLevels, int entries) throws IOException {
        ValuesReader levels = encoding.getValuesReader(column, ValuesType.DEFINITION_LEVEL);
        levels.initFromPage(entries, stream(definitionLevels));
        int present = 0;
        for (int i = 0; i < entries; i++) {
            present += levels.readInteger() == column.getMaxDefinitionLevel() ? 1 : 0;
        }
        return present;
    }

    private void requireV2(DataPageV2 page) throws IOException {
        int entries = page.getValueCount();
        ByteSlice definitionLevels = bytes(page.getDefinitionLevels());
        int present = entries;
        if (repetitionWidth > 0) {
            RunDecoder.requireClaims(bytes(page.getRepetitionLevels()), repetitionWidth, entries);
        }
        if (definitionWidth > 0) {
            RunDecoder.requireClaims(definitionLevels, definitionWidth, entries);
            present = presentInRuns(definitionLevels, entries);
        }
        requireValues(page.getDataEncoding(), bytes(page.getData()), present);
    }

    private void requireValues(Encoding encoding, ByteSlice values, int present) throws IOException {
        switch (encoding) {
            case RLE -> requirePrefixed(values, 1, present);
            case PLAIN_DICTIONARY, RLE_DICTIONARY -> requireIndexes(values, present);
            case DELTA_BINARY_PACKED, DELTA_LENGTH_BYTE_ARRAY -> delta.requireNumbers(stream(values), present);
            case DELTA_BYTE_ARRAY -> delta.requireStrings(stream(values), present);
            default -> {} // nothing is reserved by a length
        }
    }

    /** Returns how many bytes the runs take, with their length in front of them. */
    private static int requirePrefixed(ByteSlice bytes, int width, int entries) {
        ByteSlice runs = bytes.prefixed();
        RunDecoder.requireClaims(runs, width, entries);
        return Integer.BYTES + runs.length();
    }

    /** Their width comes first; a page of nothing but nulls may lack even that. */
    private static void requireIndexes(ByteSlice indexes, int present) {
        if (indexes.length() > 0) {
            RunDecoder.requireClaims(indexes.tail(1), indexes.array()[indexes.start()], present);
        }
    }

    private static ByteSlice bytes(BytesInput input) throws IOException {
        ByteBufferInputStream in = input.toInputStream();
        ByteBuffer bytes = in.slice(in.available());
        int start = bytes.arrayOffset() + bytes.position();
        return new ByteSlice(bytes.array(), start, start + bytes.remaining());
    }

    private static ByteBufferInputStream stream(ByteSlice bytes) {
        return ByteBufferInputStream.wrap(ByteBuffer.wrap(bytes.array(), bytes.start(), bytes.length()));
    }
}
