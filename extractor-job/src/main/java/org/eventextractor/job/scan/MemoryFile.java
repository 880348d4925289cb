package org.eventextractor.job.scan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.eventextractor.job.scan.format.ByteSlice;
import org.eventextractor.job.scan.format.ChunkPages;
import org.eventextractor.job.scan.format.ColumnChunk;
import org.eventextractor.job.scan.format.FooterFrame;
import org.eventextractor.job.scan.format.FooterReader;
import org.eventextractor.job.scan.format.Leaf;
import org.eventextractor.job.scan.format.PageEntries;
import org.eventextractor.job.scan.format.RowGroup;
import org.eventextractor.job.scan.format.Scratch;
import org.jspecify.annotations.Nullable;

/**
 * A small file in memory, decoded here. That costs a quarter of what parquet-java takes to open such a file and to set
 * up its readers, and covers what events are written with; any other file is {@link OpenFile}'s.
 */
final class MemoryFile implements EventFile {

    /** More rows than this come in several batches, while scratch memory is lent for one. */
    private static final int MAX_ROWS = BatchReader.MAX_ROWS;

    private static final long MAX_UNCOMPRESSED_BYTES = 16L << 20;

    private static final ParquetMetadataConverter CONVERTER = new ParquetMetadataConverter();

    private final byte[] bytes;
    private final KnownFooter footer;
    private final List<RowGroup> rowGroups;
    private final Scratch scratch;

    private MemoryFile(byte[] bytes, KnownFooter footer, List<RowGroup> rowGroups, Scratch scratch) {
        this.bytes = bytes;
        this.footer = footer;
        this.rowGroups = rowGroups;
        this.scratch = scratch;
    }

    /**
     * Opens a file.
     *
     * @param frame where the row groups are in the file's footer
     * @param footer what else is in it
     * @param scratch in use as long as the file is
     * @return null if the file is larger, or in other codecs or encodings, than what is decoded here
     * @throws org.eventextractor.job.scan.format.DamagedFileException if the footer contradicts the file or itself
     */
    static @Nullable MemoryFile open(byte[] bytes, FooterFrame frame, KnownFooter footer, Scratch scratch) {
        List<RowGroup> rowGroups = FooterReader.rowGroups(bytes, frame, footer.leaves());
        long rows = 0;
        long uncompressedBytes = 0;
        boolean decodable = true;
        for (RowGroup rowGroup : rowGroups) {
            rows += rowGroup.rows();
            uncompressedBytes += rowGroup.uncompressedBytes();
            decodable &= rowGroup.decodable();
        }
        boolean small = rows <= MAX_ROWS && uncompressedBytes <= MAX_UNCOMPRESSED_BYTES;
        return small && decodable ? new MemoryFile(bytes, footer, rowGroups, scratch) : null;
    }

    @Override
    public int rowGroups() {
        return rowGroups.size();
    }

    @Override
    public int rows(int rowGroup) {
        return rowGroups.get(rowGroup).rows();
    }

    @Override
    public long uncompressedBytes(int rowGroup) {
        return rowGroups.get(rowGroup).uncompressedBytes();
    }

    /** Trusted or not by parquet-java's own rules. */
    @Override
    public @Nullable Statistics<?> statistics(int rowGroup, int leaf) {
        ColumnChunk chunk = rowGroups.get(rowGroup).chunks().get(leaf);
        return chunk.statistics() == null
                ? null
                : CONVERTER.fromParquetStatistics(
                        footer.createdBy(),
                        chunk.statistics(),
                        footer.schema().leaves().get(leaf).getPrimitiveType());
    }

    @Override
    public ColumnDescriptor column(int leaf) {
        return footer.leaves().get(leaf).column();
    }

    /** The file is in memory: there is nothing to spare. */
    @Override
    public @Nullable PageIndex pages(int rowGroup, int leaf) {
        return null;
    }

    /** The file is in memory: there is nothing to spare. */
    @Override
    public @Nullable BloomFilter bloomFilter(int rowGroup, int leaf) {
        return null;
    }

    /** It has too few rows. */
    @Override
    public @Nullable RawRowGroups raw() {
        return null;
    }

    @Override
    public List<LeafReader> read(int rowGroup, List<Integer> leaves, RowSelection rows) throws IOException {
        scratch.reset();
        List<LeafReader> readers = new ArrayList<>(leaves.size());
        for (int leaf : leaves) {
            readers.add(read(rowGroups.get(rowGroup), leaf));
        }
        return readers;
    }

    private LeafReader read(RowGroup rowGroup, int number) throws IOException {
        ColumnChunk chunk = rowGroup.chunks().get(number);
        Leaf leaf = footer.leaves().get(number);
        ByteSlice pages = new ByteSlice(bytes, chunk.start(), chunk.end());
        PageEntries entries = PageEntries.of(
                ChunkPages.all(pages, leaf, chunk.entries()).of(rowGroup.rows()),
                leaf,
                Objects.requireNonNull(chunk.codec()),
                chunk.uncompressedBytes(),
                scratch);
        return new LeafReader(leaf.column(), entries);
    }
}
