package org.eventextractor.job.scan.format;

/**
 * Goes forward through the entries of one column chunk, on the first of them to begin with. An entry has a repetition
 * level, a definition level and, where the definition level is the column's maximum, a value. What is damaged shows as a
 * RuntimeException at any of the methods. Not safe for use by many threads.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/nestedencoding/">Nested encoding</a>
 */
public interface LeafEntries {

    /** How many entries there are in all. */
    long count();

    /** Goes to the next entry; after the last one the repetition level is 0, and there is nothing else to ask for. */
    void next();

    int repetitionLevel();

    int definitionLevel();

    int intValue();

    long longValue();

    float floatValue();

    double doubleValue();

    boolean booleanValue();

    /** The length of a value of any length or of a fixed one, in bytes. */
    int binaryLength();

    /** Copies all bytes of that value. */
    void copyBinary(byte[] target, int start);
}
