package org.eventextractor.job.write.format;

import org.apache.parquet.column.Encoding;
import org.apache.parquet.schema.PrimitiveType;
import org.eventextractor.job.scan.LeafVector;

/** Byte arrays, of any length or of a fixed one. */
final class BinaryEncoder extends DictionaryEncoder {

    private final BinaryLayout layout;
    private final BinaryDictionary dictionary;

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
        LeafVector.Binaries binaries = (LeafVector.Binaries) source;
        return binaries.totalLength(fromEntry, toEntry) + (long) layout.overhead() * (toEntry - fromEntry);
    }

    @Override
    int appendIndexes(LeafVector source, int fromEntry, int toEntry) {
        LeafVector.Binaries binaries = (LeafVector.Binaries) source;
        byte[] bytes = binaries.bytes();
        int entry = fromEntry;
        for (; entry < toEntry && isOpen(); entry++) {
            if (binaries.isPresent(entry)) {
                appendIndex(bytes, binaries.start(entry), binaries.length(entry));
            }
        }
        return entry;
    }

    @Override
    void appendPlain(LeafVector source, int fromEntry, int toEntry, EncodedBytes target) {
        LeafVector.Binaries binaries = (LeafVector.Binaries) source;
        byte[] bytes = binaries.bytes();
        for (int entry = fromEntry; entry < toEntry; entry++) {
            if (binaries.isPresent(entry)) {
                int start = binaries.start(entry);
                int length = binaries.length(entry);
                layout.putPlain(bytes, start, length, target);
                statistics().add(bytes, start, length);
            }
        }
    }

    @Override
    Encoding encode(EncodedBytes page) {
        dictionary.startPage();
        return super.encode(page);
    }

    private void appendIndex(byte[] bytes, int start, int length) {
        int index = dictionary.indexOf(bytes, start, length);
        if (dictionary.isNewOnPage(index)) {
            statistics().add(bytes, start, length);
        }
        putIndex(index, length + layout.overhead());
    }

    private static BinaryEncoder of(PrimitiveType type, boolean wanted) {
        BinaryLayout layout = BinaryLayout.of(type.getPrimitiveTypeName());
        return new BinaryEncoder(type, layout, new BinaryDictionary(layout), wanted);
    }
}
