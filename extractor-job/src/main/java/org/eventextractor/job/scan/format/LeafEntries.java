package org.eventextractor.job.scan.format;

/**
 * Goes forward through the entries of one column chunk, before the first of them to begin with. An entry has a
 * repetition level, a definition level and, where the definition level is the column's maximum, a value. Rows are
 * counted from the row group's first. What is damaged shows as a RuntimeException at any of the methods. Not safe for
 * use by many threads.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/nestedencoding/">Nested encoding</a>
 */
public interface LeafEntries {

    /**
     * Goes before a row's first entry.
     *
     * @param row none before the one that comes next
     */
    void seek(int row);

    /**
     * Goes to the next entry.
     *
     * @throws DamagedFileException after the last
     */
    void next();

    /**
     * Goes through the next entries of a column that is not repeated.
     *
     * @throws DamagedFileException if there are fewer
     */
    void forEach(int count, EntryVisitor visitor);

    /**
     * Passes over next entries of a column that is not repeated, but not over their values: whoever reads the levels
     * goes to {@linkplain #nextValue each value} before anything else is asked for.
     *
     * @param levels takes their definition levels, from 0 on
     * @param most at least 1
     * @return how many entries; at least 1
     * @throws DamagedFileException after the last
     */
    int readLevels(byte[] levels, int most);

    /** Goes to the next of the values that {@link #readLevels} passed over, and shows it like {@link #value}. */
    PlainValue nextValue();

    /**
     * Goes through the next entries of a column that is not repeated, and shows those whose value a filter accepts.
     *
     * @throws DamagedFileException if there are fewer
     */
    void forEachOf(ValueFilter filter, int count, EntryVisitor visitor);

    /**
     * Goes through the next entries of a column of bytes or of 64-bit integers that is not repeated, and shows the
     * values of those that have one.
     *
     * @throws DamagedFileException if there are fewer entries
     */
    void forEachValue(int count, ValueVisitor visitor);

    /**
     * Whether the next entry belongs to the same row as this one. To be asked after every entry of a repeated column,
     * once its value is no longer needed; of no use for any other column.
     */
    boolean rowGoesOn();

    int repetitionLevel();

    int definitionLevel();

    /** Whether the entry holds a value. */
    boolean isPresent();

    /** How many values the column chunk's dictionary holds; 0 if it has none. */
    int dictionarySize();

    /** The value of the entry, if it holds one; to be read before the next entry. */
    PlainValue value();
}
