package org.eventextractor.job.scan.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The entries of a column chunk that lies in memory. Pages are decompressed as they are come to. */
public final class PageEntries implements LeafEntries {

    private final Leaf leaf;
    private final long count;
    private final int maxRepetitionLevel;
    private final int maxDefinitionLevel;
    private final PageInflater inflater;
    private final List<Page> pages;
    private final @Nullable Dictionary dictionary;

    private int nextPage;
    private int remainingInPage;
    private @Nullable RunDecoder repetitionLevels;
    private @Nullable RunDecoder definitionLevels;
    private ValueDecoder values;
    private int repetitionLevel;
    private int definitionLevel;

    private PageEntries(Leaf leaf, ColumnChunk chunk, ChunkPages pages, PageInflater inflater) throws IOException {
        this.leaf = leaf;
        this.inflater = inflater;
        count = chunk.entries();
        maxRepetitionLevel = leaf.column().getMaxRepetitionLevel();
        maxDefinitionLevel = leaf.column().getMaxDefinitionLevel();
        this.pages = pages.data();
        Page first = pages.dictionary();
        dictionary = first == null ? null : Dictionary.of(first.header(), inflater.inflate(first), leaf);
        values = openPage();
        next();
    }

    /**
     * Finds and opens the pages of a chunk.
     *
     * @param codec the chunk's
     * @param scratch is in use until the last entry was read
     * @throws DamagedFileException if they are not as the footer says, or in an encoding not known
     */
    public static PageEntries open(byte[] file, Leaf leaf, ColumnChunk chunk, PageCodec codec, Scratch scratch)
            throws IOException {
        ChunkPages pages = ChunkPages.find(file, leaf, chunk);
        return new PageEntries(leaf, chunk, pages, new PageInflater(codec, chunk.uncompressedBytes(), scratch));
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public void next() {
        if (remainingInPage == 0 && !hasNextPage()) {
            repetitionLevel = 0;
            return;
        }
        remainingInPage--;
        repetitionLevel = repetitionLevels == null ? 0 : repetitionLevels.next();
        definitionLevel = definitionLevels == null ? 0 : definitionLevels.next();
        if (definitionLevel == maxDefinitionLevel) {
            values.next();
        }
    }

    private boolean hasNextPage() {
        if (nextPage == pages.size()) {
            return false;
        }
        try {
            values = openPage();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return true;
    }

    private ValueDecoder openPage() throws IOException {
        Page page = pages.get(nextPage++);
        PageBody body = PageBody.of(page, leaf, inflater);
        remainingInPage = page.header().values();
        repetitionLevels = levels(body.repetitionLevels(), maxRepetitionLevel);
        definitionLevels = levels(body.definitionLevels(), maxDefinitionLevel);
        return values(page.header().encoding(), body.values());
    }

    private static @Nullable RunDecoder levels(@Nullable ByteSlice runs, int max) {
        return runs == null ? null : new RunDecoder(runs, RunDecoder.widthOf(max));
    }

    private ValueDecoder values(int encoding, ByteSlice bytes) {
        if (encoding == Encodings.PLAIN) {
            return ValueDecoder.plain(leaf, bytes);
        }
        if (Encodings.isDictionary(encoding) && dictionary != null) {
            return ValueDecoder.ofDictionary(dictionary, bytes);
        }
        if (encoding == Encodings.RLE && leaf.typeCode() == 0) {
            return ValueDecoder.ofRuns(bytes);
        }
        throw new DamagedFileException("values are in encoding " + encoding + ", of which the footer does not tell");
    }

    @Override
    public int repetitionLevel() {
        return repetitionLevel;
    }

    @Override
    public int definitionLevel() {
        return definitionLevel;
    }

    @Override
    public int intValue() {
        return LittleEndian.intAt(values.array, values.start);
    }

    @Override
    public long longValue() {
        return LittleEndian.longAt(values.array, values.start);
    }

    @Override
    public float floatValue() {
        return Float.intBitsToFloat(intValue());
    }

    @Override
    public double doubleValue() {
        return Double.longBitsToDouble(longValue());
    }

    @Override
    public boolean booleanValue() {
        return values.array[values.start] != 0;
    }

    @Override
    public int binaryLength() {
        return values.length;
    }

    @Override
    public void copyBinary(byte[] target, int start) {
        System.arraycopy(values.array, values.start, target, start, values.length);
    }
}
