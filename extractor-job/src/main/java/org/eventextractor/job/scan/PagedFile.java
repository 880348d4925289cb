package org.eventextractor.job.scan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.eventextractor.job.scan.format.DamagedFileException;
import org.eventextractor.job.scan.format.Scratch;
import org.jspecify.annotations.Nullable;

/**
 * A file of which only the pages needed are fetched, where it has indexes of them, and decoded here. What is not decoded
 * here is left to parquet-java: a column in another codec or encoding, a row group whose pages are not as expected.
 */
final class PagedFile implements EventFile {

    private final OpenFile file;
    private final ByteRanges bytes;
    private final PageIndexes indexes;

    /** @param bytes those of the file */
    PagedFile(OpenFile file, ByteRanges bytes) {
        this.file = file;
        this.bytes = bytes;
        indexes = new PageIndexes(file, bytes);
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
        return file.statistics(rowGroup, leaf);
    }

    @Override
    public @Nullable PageIndex pages(int rowGroup, int leaf) throws IOException {
        return isDecodable(rowGroup, leaf) ? indexes.withBounds(rowGroup, leaf) : null;
    }

    @Override
    public @Nullable BloomFilter bloomFilter(int rowGroup, int leaf) throws IOException {
        return file.bloomFilter(rowGroup, leaf);
    }

    @Override
    public List<LeafReader> read(int rowGroup, List<Integer> leaves, RowSelection rows) throws IOException {
        if (!leaves.stream().allMatch(leaf -> isDecodable(rowGroup, leaf))) {
            return file.read(rowGroup, leaves, rows);
        }
        try {
            return readPages(rowGroup, leaves, rows);
        } catch (DamagedFileException unusual) {
            // which damage it is, and whether it is any, is for parquet-java to say
            return file.read(rowGroup, leaves, rows);
        }
    }

    private List<LeafReader> readPages(int rowGroup, List<Integer> leaves, RowSelection rows) throws IOException {
        Map<Integer, PageIndex> known = indexes.places(rowGroup, leaves);
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
            readers.add(pages.reader(ranges, scratch));
        }
        return readers;
    }

    /** Its row groups, to be copied as they are. */
    RawRowGroups raw() {
        return new RawRowGroups(file, bytes);
    }

    /** How many columns it has. */
    int leaves() {
        return file.leaves();
    }

    private boolean isDecodable(int rowGroup, int leaf) {
        return WantedPages.areDecodable(file.chunk(rowGroup, leaf));
    }
}
