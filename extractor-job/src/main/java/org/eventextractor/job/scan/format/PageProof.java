package org.eventextractor.job.scan.format;

import java.util.Set;
import org.apache.parquet.column.Encoding;

/**
 * Whether pages can be handed on without being decoded: each was held against its checksum, and its header, which has
 * none, tells nothing that the footer does not. Immutable and safe for use by many threads.
 */
public final class PageProof {

    private final Leaf leaf;
    private final Set<Encoding> encodings;
    private final long inflation;

    /**
     * @param encodings those that data pages have
     * @param inflation how many bytes more than they lie in the file with all pages take decompressed
     */
    public PageProof(Leaf leaf, Set<Encoding> encodings, long inflation) {
        this.leaf = leaf;
        this.encodings = Set.copyOf(encodings);
        this.inflation = inflation;
    }

    /**
     * Whether these pages are proven.
     *
     * @param pages all of the column chunk
     */
    public boolean holdsFor(ChunkPages pages) {
        Page dictionary = pages.dictionary();
        boolean proven = dictionary == null || isProvenDictionary(dictionary.header());
        long inflated = dictionary == null ? 0 : inflation(dictionary.header());
        for (Page page : pages.data()) {
            proven &= isProven(page.header(), dictionary != null);
            inflated += inflation(page.header());
        }
        return proven && inflated == inflation;
    }

    private boolean isProven(PageHeader header, boolean hasDictionary) {
        return header.checked()
                && header.levelsInRuns()
                && (hasDictionary || !Encodings.isDictionary(header.encoding()))
                && encodings.contains(Encodings.named(header.encoding()));
    }

    private boolean isProvenDictionary(PageHeader header) {
        boolean plain = header.encoding() == Encodings.PLAIN || header.encoding() == Encodings.PLAIN_DICTIONARY;
        long bytes = (long) header.values() * leaf.valueBytes();
        return header.checked() && plain && (leaf.valueBytes() == 0 || bytes == header.uncompressedBytes());
    }

    private static long inflation(PageHeader header) {
        return (long) header.uncompressedBytes() - header.compressedBytes();
    }
}
