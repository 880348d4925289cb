package org.eventextractor.job.scan.format;

/**
 * A value as the PLAIN encoding has it, whatever it is stored in: so many bytes of an array. It is another one as soon
 * as whoever shows it goes on. Not safe for use by many threads.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/#PLAIN">Plain encoding</a>
 */
public abstract class PlainValue {

    protected byte[] array;
    protected int start;
    /** In bytes; without that of the length itself. */
    protected int length;

    /** -1 where values are not a dictionary's. */
    protected int dictionaryIndex = -1;

    protected PlainValue(byte[] array) {
        this.array = array;
    }

    public final int intValue() {
        return LittleEndian.intAt(array, start);
    }

    public final long longValue() {
        return LittleEndian.longAt(array, start);
    }

    public final boolean booleanValue() {
        return array[start] != 0;
    }

    /** The array in which it lies; only to be read. */
    public final byte[] bytes() {
        return array;
    }

    /** Where it begins in {@link #bytes}. */
    public final int start() {
        return start;
    }

    /** How many bytes it takes there. */
    public final int length() {
        return length;
    }

    /** Which value of the column chunk's dictionary it is, from 0 on; -1 if its page holds it itself. */
    public final int dictionaryIndex() {
        return dictionaryIndex;
    }
}
