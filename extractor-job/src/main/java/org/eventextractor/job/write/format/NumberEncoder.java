package org.eventextractor.job.write.format;

import org.apache.parquet.schema.PrimitiveType;
import org.eventextractor.job.scan.LeafVector;

/** Numbers of one physical type. */
final class NumberEncoder extends DictionaryEncoder {

    private final NumberType type;
    private final NumberDictionary dictionary;

    NumberEncoder(PrimitiveType column, NumberType type) {
        this(column, type, new NumberDictionary(type));
    }

    private NumberEncoder(PrimitiveType column, NumberType type, NumberDictionary dictionary) {
        super(column, dictionary, true);
        this.type = type;
        this.dictionary = dictionary;
    }

    @Override
    long plainBytes(LeafVector source, int fromEntry, int toEntry) {
        return (long) type.bytes() * (toEntry - fromEntry);
    }

    @Override
    int appendIndexes(LeafVector source, int fromEntry, int toEntry) {
        int entry = fromEntry;
        for (; entry < toEntry && isOpen(); entry++) {
            if (source.isPresent(entry)) {
                putIndex(dictionary.indexOf(collected(source, entry)), type.bytes());
            }
        }
        return entry;
    }

    @Override
    void appendPlain(LeafVector source, int fromEntry, int toEntry, EncodedBytes target) {
        for (int entry = fromEntry; entry < toEntry; entry++) {
            if (source.isPresent(entry)) {
                type.putPlain(collected(source, entry), target);
            }
        }
    }

    private long collected(LeafVector source, int entry) {
        long bits = type.bits(source, entry);
        type.collect(bits, statistics().bounds());
        return bits;
    }
}
