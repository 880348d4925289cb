package org.eventextractor.job.scan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.eventextractor.job.scan.format.ChunkPages;
import org.eventextractor.job.scan.format.DamagedFileException;
import org.eventextractor.job.scan.format.Scratch;
import org.jspecify.annotations.Nullable;

/**
 * A file of which only the pages needed are fetched, where it has indexes of them, and decoded here. What is not
 * decoded here is left to parquet-java: columns in another codec or encoding, and those of which a page header tells
 * something unusual. Damage that shows only when pages are decoded is damage.
 */
final class PagedFile implements EventFile {

    private final OpenFile file;
    private final ByteRanges bytes;
    private final PageIndexes indexes;
    private final RawRowGroups raw;

    /** Whether what is not fetched is spared. */
    private final boolean sparing;

    /** Whether every page that was read had a checksum: a page that has none is not the only one of its file. */
    private boolean checked = true;

    private PagedFile(OpenFile file, ByteRanges bytes, boolean sparing) {
        this.file = file;
        this.bytes = bytes;
        this.sparing = sparing;
        indexes = new PageIndexes(file, bytes);
        raw = new RawRowGroups(file, bytes);
    }

    /** A file whose bytes are in a bucket or on a disk. */
    static PagedFile inStore(OpenFile file, ByteRanges bytes) {
        return new PagedFile(file, bytes, true);
    }

    /**
     * A file whose bytes are in memory: like {@link MemoryFile}, it looks at the statistics of times, and no others.
     */
    static PagedFile inMemory(OpenFile file, ByteRanges bytes) {
        return new PagedFile(file, bytes, false);
    }

    @Override
    public int rowGroups() {
        return file.rowGroups();
    }

    @Override
    public int rows(int rowGroup) {
        return file.rows(rowGroup);
    }

    @Override
    public long uncompressedBytes(int rowGroup) {
        return file.uncompressedBytes(rowGroup);
    }

    @Override
    public ColumnDescriptor column(int leaf) {
        return file.column(leaf);
    }

    @Override
    public @Nullable Statistics<?> statistics(int rowGroup, int leaf) {
        boolean integers = file.column(leaf).getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT64;
        return sparing || integers ? file.statistics(rowGroup, leaf) : null;
    }

    @Override
    public @Nullable PageIndex pages(int rowGroup, int leaf) throws IOException {
        return sparing && isDecodable(rowGroup, leaf) ? indexes.withBounds(rowGroup, leaf) : null;
    }

    @Override
    public @Nullable BloomFilter bloomFilter(int rowGroup, int leaf) {
        return sparing ? file.bloomFilter(rowGroup, leaf) : null;
    }

    @Override
    public List<LeafReader> read(int rowGroup, List<Integer> leaves, RowSelection rows) throws IOException {
        if (!leaves.stream().allMatch(leaf -> isDecodable(rowGroup, leaf))) {
            return file.read(rowGroup, leaves, rows);
        }
        Map<Integer, PageIndex> known = indexes.places(rowGroup, leaves);
        try {
            return readPages(rowGroup, leaves, rows, known);
        } catch (DamagedFileException unusual) {
            if (leaves.stream().anyMatch(known::containsKey)) {
                // an index that contradicts its pages may have hidden rows before
                throw unusual;
            }
            // which damage it is, and whether it is any, is for parquet-java to say
            return file.read(rowGroup, leaves, rows);
        }
    }

    private List<LeafReader> readPages(
            int rowGroup, List<Integer> leaves, RowSelection rows, Map<Integer, PageIndex> known) throws IOException {
        CoalescedRanges ranges = new CoalescedRanges(bytes);
        List<WantedPages> wanted = new ArrayList<>(leaves.size());
        for (int leaf : leaves) {
            wanted.add(WantedPages.of(file.column(leaf), file.chunk(rowGroup, leaf), known.get(leaf), rows));
        }
        wanted.forEach(pages -> pages.addTo(ranges));
        ranges.fetch();
        Scratch scratch = new Scratch();
        List<LeafReader> readers = new ArrayList<>(leaves.size());
        for (WantedPages pages : wanted) {
            ChunkPages found = pages.in(ranges);
            checked &= found.areChecked();
            readers.add(pages.reader(found, scratch));
        }
        return readers;
    }

    /** Pages without checksums would be fetched to be copied, and again to be decoded. */
    @Override
    public @Nullable RawRowGroups raw() {
        return checked ? raw : null;
    }

    private boolean isDecodable(int rowGroup, int leaf) {
        return WantedPages.areDecodable(file.chunk(rowGroup, leaf));
    }
}
