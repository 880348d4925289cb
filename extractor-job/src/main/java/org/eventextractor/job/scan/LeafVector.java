package org.eventextractor.job.scan;

import java.util.Arrays;
import java.util.Objects;
import org.apache.parquet.column.ColumnDescriptor;
import org.eventextractor.job.scan.format.DamagedFileException;
import org.eventextractor.job.scan.format.LeafEntries;
import org.eventextractor.job.scan.format.PlainValue;
import org.jspecify.annotations.Nullable;

/**
 * The values of one leaf column for some rows, as Parquet stores them: entries with a repetition level, a definition
 * level and, where the definition level is the column's maximum, a value. A row has one entry, or one or more if the
 * column is repeated.
 *
 * <p>Filled once by the reader, then never changed. Not safe for use by many threads while it is filled.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/nestedencoding/">Nested encoding</a>
 */
public abstract sealed class LeafVector permits IntVector, LongVector, BooleanVector, BinaryVector {

    /** Of a value that is a number, or of the place of one that is bytes, with its levels. */
    private static final int ROW_BYTES = 10;

    private final ColumnDescriptor column;
    private final int maxDefinitionLevel;
    private final int maxRepetitionLevel;
    /** Null where every entry is at level 0. */
    private byte @Nullable [] repetitionLevels;
    /** Null where every entry is at level 0, and holds a value. */
    private byte @Nullable [] definitionLevels;
    /** The first entry of each row; null where row and entry are one. */
    private int @Nullable [] rowStarts;

    private int capacity;
    private int rows;
    private int entries;

    LeafVector(ColumnDescriptor column, int capacity) {
        this.column = column;
        this.capacity = capacity;
        maxDefinitionLevel = column.getMaxDefinitionLevel();
        definitionLevels = maxDefinitionLevel > 0 ? new byte[capacity] : null;
        maxRepetitionLevel = column.getMaxRepetitionLevel();
        boolean repeated = maxRepetitionLevel > 0;
        repetitionLevels = repeated ? new byte[capacity] : null;
        rowStarts = repeated ? new int[capacity] : null;
    }

    /**
     * An empty vector of the column's physical type.
     *
     * @param expectedRows how many rows will follow; a hint
     */
    static LeafVector of(ColumnDescriptor column, int expectedRows) {
        int capacity = Math.max(1, expectedRows);
        return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
            case INT32, FLOAT -> new IntVector(column, capacity);
            case INT64, DOUBLE -> new LongVector(column, capacity);
            case BOOLEAN -> new BooleanVector(column, capacity);
            case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> new BinaryVector(column, capacity);
        };
    }

    public final ColumnDescriptor column() {
        return column;
    }

    public final int rows() {
        return rows;
    }

    public final int entries() {
        return entries;
    }

    /** The first entry of a row; for {@code row == rows()}, the number of entries. */
    public final int entryOf(int row) {
        if (row == rows) {
            return entries;
        }
        return rowStarts == null ? row : rowStarts[row];
    }

    public final int repetitionLevel(int entry) {
        return repetitionLevels == null ? 0 : repetitionLevels[entry];
    }

    public final int definitionLevel(int entry) {
        return definitionLevels == null ? 0 : definitionLevels[entry];
    }

    /** Whether the entry holds a value. */
    public final boolean isPresent(int entry) {
        return definitionLevels == null || definitionLevels[entry] == maxDefinitionLevel;
    }

    /** The repetition levels of all entries, only to be read; null where every entry is at level 0. */
    public final byte @Nullable [] repetitionLevels() {
        return repetitionLevels;
    }

    /** The definition levels of all entries, only to be read; null where every entry is at level 0. */
    public final byte @Nullable [] definitionLevels() {
        return definitionLevels;
    }

    abstract void resize(int newCapacity);

    abstract void store(int entry, PlainValue value);

    /**
     * What follows comes from another column chunk, or from another part of the same.
     *
     * @param dictionarySize how many values its dictionary holds; 0 if it has none
     */
    void startChunk(int dictionarySize) {}

    /** Nothing more comes from it, for now: what is known of its dictionary is let go. */
    void endChunk() {}

    /** @param source of the same type */
    abstract void storeAll(int entry, LeafVector source, int from, int count);

    /** How many values there are that entries refer to by number; 0 where each entry holds its own. */
    int numberedValues() {
        return 0;
    }

    /** What follows belongs to a new row. */
    final void startRow() {
        if (rowStarts != null) {
            if (rows == rowStarts.length) {
                rowStarts = Arrays.copyOf(rowStarts, rows * 2);
            }
            rowStarts[rows] = entries;
        }
        rows++;
    }

    /**
     * Takes over the source's current entry, without moving the source.
     *
     * @throws DamagedFileException for levels that the schema does not have: stored in whole bits, they may be in a
     *     damaged page
     */
    final void append(LeafEntries source, int repetitionLevel) {
        int definitionLevel = source.definitionLevel();
        requireDefinitionLevel(definitionLevel);
        if (repetitionLevel > maxRepetitionLevel) {
            throw beyondSchema();
        }
        if (entries == capacity) {
            grow();
        }
        if (repetitionLevels != null) {
            repetitionLevels[entries] = (byte) repetitionLevel;
        }
        if (definitionLevels != null) {
            definitionLevels[entries] = (byte) definitionLevel;
        }
        if (definitionLevel == maxDefinitionLevel) {
            store(entries, source.value());
        }
        entries++;
    }

    /**
     * Takes over rows of a column that is not repeated.
     *
     * @param levels the definition levels that were {@linkplain LeafEntries#readLevels read} from the source
     * @param count how many of them
     */
    final void appendRows(byte[] levels, int count, LeafEntries source) {
        while (count > capacity - entries) {
            grow();
        }
        if (definitionLevels != null) {
            System.arraycopy(levels, 0, definitionLevels, entries, count);
        }
        for (int i = 0; i < count; i++) {
            requireDefinitionLevel(levels[i]);
            if (levels[i] == maxDefinitionLevel) {
                store(entries + i, source.nextValue());
            }
        }
        rows += count;
        entries += count;
    }

    /**
     * Takes over {@code count} rows of another vector of the column, which is not repeated; after
     * {@linkplain #startChunk it was told} how many values that one has.
     */
    final void appendRows(LeafVector source, int from, int count) {
        while (count > capacity - entries) {
            grow();
        }
        if (definitionLevels != null) {
            System.arraycopy(Objects.requireNonNull(source.definitionLevels), from, definitionLevels, entries, count);
        }
        storeAll(entries, source, from, count);
        rows += count;
        entries += count;
    }

    /** What its rows take in memory, with the room for more of them, about. */
    long memoryBytes() {
        return (long) capacity * ROW_BYTES;
    }

    private void requireDefinitionLevel(int level) {
        if (level < 0 || level > maxDefinitionLevel) {
            throw beyondSchema();
        }
    }

    private DamagedFileException beyondSchema() {
        return new DamagedFileException(
                "column " + String.join(".", column.getPath()) + " holds levels beyond its schema");
    }

    private void grow() {
        capacity = Math.multiplyExact(capacity, 2);
        if (repetitionLevels != null) {
            repetitionLevels = Arrays.copyOf(repetitionLevels, capacity);
        }
        if (definitionLevels != null) {
            definitionLevels = Arrays.copyOf(definitionLevels, capacity);
        }
        resize(capacity);
    }
}
