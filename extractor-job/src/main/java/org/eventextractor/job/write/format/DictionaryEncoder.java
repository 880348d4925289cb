package org.eventextractor.job.write.format;

import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
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
    private static final int FIRST_INDEXES = 128;

    private final Dictionary dictionary;
    private final boolean wanted;
    private final EncodedBytes plain = new EncodedBytes();
    private int[] indexes = new int[FIRST_INDEXES];
    private int indexCount;
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

    /** Takes note of an entry's value, which is added to the dictionary if it is new, and gives its index. */
    abstract int index(LeafVector source, int entry);

    /** Takes note of an entry's value and appends it. */
    abstract void putPlain(LeafVector source, int entry, EncodedBytes target);

    @Override
    final void append(LeafVector source, int fromEntry, int toEntry) {
        pageBytes += plainBytes(source, fromEntry, toEntry);
        int entry = fromEntry;
        while (open && entry < toEntry) {
            putIndex(index(source, entry++));
            if (dictionary.plain().size() > MAX_DICTIONARY_BYTES) {
                giveUp();
            }
        }
        while (entry < toEntry) {
            putPlain(source, entry++, plain);
        }
    }

    @Override
    final long pageBytes() {
        return pageBytes;
    }

    @Override
    Encoding encode(EncodedBytes page) {
        boolean indexed = indexCount > 0 && encodeIndexes(page);
        if (!indexed) {
            page.putAll(plain);
        }
        plain.clear();
        indexCount = 0;
        pageBytes = 0;
        return indexed ? ENCODING : Encoding.PLAIN;
    }

    @Override
    final long dictionaryBytes() {
        return dictionary.plain().size();
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
        int bitWidth = RunEncoder.bitWidth(dictionary.size() - 1);
        page.putByte(bitWidth);
        RunEncoder runs = new RunEncoder(page, bitWidth);
        for (int i = 0; i < indexCount; i++) {
            runs.add(indexes[i], 1);
        }
        runs.finish();
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

    private void putIndex(int index) {
        if (indexCount == indexes.length) {
            indexes = Arrays.copyOf(indexes, indexCount * 2);
        }
        indexes[indexCount++] = index;
    }

    private void giveUp() {
        for (int i = 0; i < indexCount; i++) {
            dictionary.putPlain(indexes[i], plain);
        }
        indexCount = 0;
        open = false;
    }
}
