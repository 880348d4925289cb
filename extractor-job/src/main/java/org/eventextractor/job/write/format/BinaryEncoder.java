package org.eventextractor.job.write.format;

import java.util.Arrays;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.schema.PrimitiveType;
import org.eventextractor.job.scan.BinaryVector;
import org.eventextractor.job.scan.LeafVector;
import org.jspecify.annotations.Nullable;

/** Byte arrays, of any length or of a fixed one. */
final class BinaryEncoder extends DictionaryEncoder {

    private final BinaryLayout layout;
    private final BinaryDictionary dictionary;

    /** The vector whose values were looked for in the dictionary last, on this page; null if none was. */
    private @Nullable BinaryVector lookedUp;

    /** For each value of that vector its index in the dictionary plus one; 0 where it was not looked for. */
    private int[] indexes = {};

    private BinaryEncoder(PrimitiveType type, BinaryLayout layout, BinaryDictionary dictionary, boolean wanted) {
        super(type, dictionary, wanted);
        this.layout = layout;
        this.dictionary = dictionary;
    }

    static BinaryEncoder withDictionary(PrimitiveType type) {
        return of(type, true);
    }

    static BinaryEncoder plain(PrimitiveType type) {
        return of(type, false);
    }

    @Override
    long plainBytes(LeafVector source, int fromEntry, int toEntry) {
        return (long) (((BinaryVector) source).longest() + layout.overhead()) * (toEntry - fromEntry);
    }

    @Override
    int appendIndexes(LeafVector source, int fromEntry, int toEntry) {
        BinaryVector binaries = (BinaryVector) source;
        lookUp(binaries);
        int entry = fromEntry;
        for (; entry < toEntry && isOpen(); entry++) {
            if (binaries.isPresent(entry)) {
                int number = binaries.number(entry);
                putIndex(indexOf(binaries, number), binaries.length(number) + layout.overhead());
            }
        }
        return entry;
    }

    @Override
    void appendPlain(LeafVector source, int fromEntry, int toEntry, EncodedBytes target) {
        BinaryVector binaries = (BinaryVector) source;
        byte[] bytes = binaries.bytes();
        for (int entry = fromEntry; entry < toEntry; entry++) {
            if (binaries.isPresent(entry)) {
                int number = binaries.number(entry);
                int start = binaries.start(number);
                int length = binaries.length(number);
                layout.putPlain(bytes, start, length, target);
                statistics().add(bytes, start, length);
            }
        }
    }

    @Override
    Encoding encode(EncodedBytes page) {
        dictionary.startPage();
        lookedUp = null;
        return super.encode(page);
    }

    /** Makes room for what the values of a vector are in the dictionary. */
    private void lookUp(BinaryVector source) {
        if (source == lookedUp) {
            return;
        }
        lookedUp = source;
        if (source.values() > indexes.length) {
            indexes = new int[source.values()];
        } else {
            Arrays.fill(indexes, 0, source.values(), 0);
        }
    }

    /** Where entries share a value, only the first of a page looks for it in the dictionary. */
    private int indexOf(BinaryVector source, int number) {
        if (indexes[number] == 0) {
            indexes[number] = add(source.bytes(), source.start(number), source.length(number)) + 1;
        }
        return indexes[number] - 1;
    }

    private int add(byte[] bytes, int start, int length) {
        int index = dictionary.indexOf(bytes, start, length);
        if (dictionary.isNewOnPage(index)) {
            statistics().add(bytes, start, length);
        }
        return index;
    }

    private static BinaryEncoder of(PrimitiveType type, boolean wanted) {
        BinaryLayout layout = BinaryLayout.of(type.getPrimitiveTypeName());
        return new BinaryEncoder(type, layout, new BinaryDictionary(layout), wanted);
    }
}
