package org.eventextractor.job.scan;

import java.util.Arrays;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.eventextractor.job.scan.format.PlainValue;
import org.eventextractor.job.scan.format.TooLargeException;

/**
 * Values of {@link PrimitiveTypeName#BINARY}, {@link PrimitiveTypeName#FIXED_LEN_BYTE_ARRAY} and
 * {@link PrimitiveTypeName#INT96}, one after the other in one array. Entries refer to them by number: those whose
 * values the source has in a dictionary share one. Values of different numbers may be equal all the same.
 */
public final class BinaryVector extends LeafVector {

    /**
     * The most bytes of one column in one batch; larger ones are refused before memory runs out. Values that
     * entries share count for each of them: how a source is stored does not decide whether it is delivered.
     */
    static final int MAX_BYTES = ByteValues.MAX_BYTES;

    private static final int[] NO_DICTIONARY = {};

    private final ByteValues values;

    /** For each entry that holds one, the number of its value. */
    private int[] numbers;

    private long entryBytes;
    private int dictionarySize;
    /** For each value of the chunk's dictionary its number plus one; 0 where no entry has referred to it. */
    private int[] ofDictionary = NO_DICTIONARY;

    BinaryVector(ColumnDescriptor column, int capacity) {
        super(column, capacity);
        values = new ByteValues(capacity);
        numbers = new int[capacity];
    }

    /** The number of an entry's value, from 0 on. */
    public int number(int entry) {
        return numbers[entry];
    }

    /** How many values there are; entries may share them. */
    public int values() {
        return values.count();
    }

    /** The array that all values lie in; only to be read. */
    public byte[] bytes() {
        return values.bytes();
    }

    /** Where the value of that number begins in {@link #bytes}. */
    public int start(int number) {
        return values.start(number);
    }

    /** The length of the value of that number, in bytes. */
    public int length(int number) {
        return values.length(number);
    }

    /** The length of the longest value, in bytes. */
    public int longest() {
        return values.longest();
    }

    @Override
    void resize(int newCapacity) {
        numbers = Arrays.copyOf(numbers, newCapacity);
    }

    @Override
    void startChunk(int dictionarySize) {
        this.dictionarySize = dictionarySize;
        ofDictionary = NO_DICTIONARY;
        values.expect(dictionarySize);
    }

    @Override
    void endChunk() {
        ofDictionary = NO_DICTIONARY;
    }

    @Override
    void store(int entry, PlainValue value) {
        int index = value.dictionaryIndex();
        charge(value.length());
        numbers[entry] = index < 0
                ? values.add(value.bytes(), value.start(), value.length())
                : numberOf(index, value.bytes(), value.start(), value.length());
    }

    @Override
    void storeAll(int entry, LeafVector source, int from, int count) {
        BinaryVector other = (BinaryVector) source;
        for (int i = 0; i < count; i++) {
            if (other.isPresent(from + i)) {
                int number = other.numbers[from + i];
                charge(other.length(number));
                numbers[entry + i] = numberOf(number, other.bytes(), other.start(number), other.length(number));
            }
        }
    }

    @Override
    int numberedValues() {
        return values.count();
    }

    @Override
    long memoryBytes() {
        return super.memoryBytes() + values.memoryBytes() + (long) ofDictionary.length * Integer.BYTES;
    }

    /** Of a value of the chunk's dictionary, which is taken over when an entry first refers to it. */
    private int numberOf(int index, byte[] array, int start, int length) {
        if (ofDictionary.length == 0) {
            ofDictionary = new int[dictionarySize];
        }
        if (ofDictionary[index] == 0) {
            ofDictionary[index] = values.add(array, start, length) + 1;
        }
        return ofDictionary[index] - 1;
    }

    private void charge(int length) {
        entryBytes += length;
        if (entryBytes > MAX_BYTES) {
            throw new TooLargeException("column " + String.join(".", column().getPath()) + " holds more than "
                    + MAX_BYTES + " bytes in " + rows() + " rows");
        }
    }
}
