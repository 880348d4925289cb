package org.eventextractor.job.write.format;

import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.schema.PrimitiveType;
import org.eventextractor.job.scan.LeafVector;
import org.jspecify.annotations.Nullable;

/**
 * Values that are written once a chunk, each page holding their indexes, as long as that pays: until the dictionary
 * proves larger than the values on the first page, or grows too large. From then on they are written as they are.
 */
abstract class DictionaryEncoder extends ValueEncoder {

    /** What version 1 of the format calls both the dictionary's values and the indexes; every reader knows it. */
    @SuppressWarnings("deprecation")
    private static final Encoding ENCODING = Encoding.PLAIN_DICTIONARY;

    private static final int MAX_DICTIONARY_BYTES = 1 << 20;

    private final Dictionary dictionary;
    private final boolean wanted;
    private final EncodedBytes plain = new EncodedBytes();
    private final NumberList indexes = new NumberList();
    private long pageBytes;

    private boolean open;
    /** What of the dictionary the chunk's pages so far refer to. */
    private int usedValues;

    private int usedBytes;

    /** @param wanted whether a dictionary can pay at all */
    DictionaryEncoder(PrimitiveType type, Dictionary dictionary, boolean wanted) {
        super(type);
        this.dictionary = dictionary;
        this.wanted = wanted;
        open = wanted;
    }

    /**
     * Appends the values of entries by {@link #putIndex}, as long as the encoder {@linkplain #isOpen is open}.
     *
     * @return the first entry not looked at
     */
    abstract int appendIndexes(LeafVector source, int fromEntry, int toEntry);

    /** Appends the values of entries as they are. */
    abstract void appendPlain(LeafVector source, int fromEntry, int toEntry, EncodedBytes target);

    @Override
    final void append(LeafVector source, int fromEntry, int toEntry) {
        int entry = open ? appendIndexes(source, fromEntry, toEntry) : fromEntry;
        if (entry < toEntry) {
            int before = plain.size();
            appendPlain(source, entry, toEntry, plain);
            pageBytes += plain.size() - before;
        }
    }

    @Override
    final long pageBytes() {
        return pageBytes;
    }

    @Override
    Encoding encode(EncodedBytes page) {
        boolean indexed = indexes.size() > 0 && encodeIndexes(page);
        if (!indexed) {
            page.putAll(plain);
        }
        plain.clear();
        indexes.clear();
        pageBytes = 0;
        return indexed ? ENCODING : Encoding.PLAIN;
    }

    @Override
    final long dictionaryBytes() {
        return dictionary.plain().size();
    }

    @Override
    final long dictionaryMemoryBytes() {
        return dictionary.memoryBytes();
    }

    @Override
    final @Nullable DictionaryPage dictionaryPage() {
        if (usedValues == 0) {
            return null;
        }
        BytesInput values = BytesInput.from(dictionary.plain().array(), 0, usedBytes);
        return new DictionaryPage(values, usedValues, ENCODING);
    }

    @Override
    final void startChunk() {
        dictionary.clear();
        open = wanted;
        usedValues = 0;
        usedBytes = 0;
    }

    /** False if it does not pay; the page is then as it was. */
    private boolean encodeIndexes(EncodedBytes page) {
        int start = page.size();
        int bitWidth = BytesUtils.getWidthFromMaxInt(dictionary.size() - 1);
        page.putByte(bitWidth);
        RunEncoder.encode(indexes, bitWidth, page);
        int encodedBytes = page.size() - start + dictionary.plain().size();
        if (usedValues == 0 && encodedBytes >= pageBytes) {
            page.truncate(start);
            giveUp();
            return false;
        }
        usedValues = dictionary.size();
        usedBytes = dictionary.plain().size();
        return true;
    }

    /** Whether values go to the dictionary. */
    final boolean isOpen() {
        return open;
    }

    /** @param plainBytes what the value takes without a dictionary */
    final void putIndex(int index, int plainBytes) {
        indexes.add(index);
        pageBytes += plainBytes;
        if (dictionary.plain().size() > MAX_DICTIONARY_BYTES) {
            giveUp();
        }
    }

    private void giveUp() {
        for (int i = 0; i < indexes.size(); i++) {
            dictionary.putPlain(indexes.get(i), plain);
        }
        indexes.clear();
        open = false;
        dictionary.endLookUp();
    }
}
