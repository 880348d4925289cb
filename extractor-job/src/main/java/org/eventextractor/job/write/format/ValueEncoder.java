package org.eventextractor.job.write.format;

import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.schema.PrimitiveType;
import org.eventextractor.job.scan.LeafVector;
import org.jspecify.annotations.Nullable;

/**
 * The values of a column, page after page, chunk after chunk. Of nulls it knows nothing. Not safe for use by many
 * threads.
 *
 * <p>What a page holds is measured as if it were encoded {@link Encoding#PLAIN}, so that a page is not too large when
 * it comes to be.
 */
abstract class ValueEncoder {

    private final PageStatistics statistics;

    ValueEncoder(PrimitiveType type) {
        statistics = new PageStatistics(type);
    }

    static ValueEncoder of(PrimitiveType type) {
        return switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> new BooleanEncoder(type);
            case INT32 -> new NumberEncoder(type, NumberType.INT32);
            case INT64 -> new NumberEncoder(type, NumberType.INT64);
            case FLOAT -> new NumberEncoder(type, NumberType.FLOAT);
            case DOUBLE -> new NumberEncoder(type, NumberType.DOUBLE);
            case BINARY, INT96 -> BinaryEncoder.withDictionary(type);
            case FIXED_LEN_BYTE_ARRAY -> BinaryEncoder.plain(type);
        };
    }

    /** What is known of the values of the page; whoever ends the page clears it. */
    final PageStatistics statistics() {
        return statistics;
    }

    /** What the values of entries take at most, {@link Encoding#PLAIN}, in bytes. */
    abstract long plainBytes(LeafVector source, int fromEntry, int toEntry);

    /** Appends the values of those entries that hold one. */
    abstract void append(LeafVector source, int fromEntry, int toEntry);

    /** What the values of the page take, {@link Encoding#PLAIN}, in bytes. */
    abstract long pageBytes();

    /** Appends the values to a page, and begins a new one. */
    abstract Encoding encode(EncodedBytes page);

    /** The bytes of the dictionary's page. */
    long dictionaryBytes() {
        return 0;
    }

    /** What the dictionary takes in memory, with what values are looked up by. */
    long dictionaryMemoryBytes() {
        return 0;
    }

    /** The dictionary that the chunk's pages refer to; of use until the next {@link #startChunk}. Null if none does. */
    @Nullable
    DictionaryPage dictionaryPage() {
        return null;
    }

    /** Begins a new chunk; not in the middle of a page. */
    void startChunk() {}
}
