package org.eventextractor.job.scan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.EncodingStats;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.eventextractor.job.scan.format.ByteSlice;
import org.eventextractor.job.scan.format.ChunkPages;
import org.eventextractor.job.scan.format.Leaf;
import org.eventextractor.job.scan.format.PageProof;

/** Reads row groups of a file as they are, without decoding them. Not safe for use by many threads at a time. */
public final class RawRowGroups {

    private final OpenFile file;
    private final ByteRanges bytes;
    private final PageIndexes indexes;

    /** @param bytes those of the file */
    RawRowGroups(OpenFile file, ByteRanges bytes) {
        this.file = file;
        this.bytes = bytes;
        indexes = new PageIndexes(file, bytes);
    }

    /** Those of a local file that this program has written. */
    public static RawRowGroups of(RangeInputFile input) throws IOException {
        return new RawRowGroups(OpenFile.open(input), input.ranges());
    }

    /** How many there are. */
    public int count() {
        return file.rowGroups();
    }

    /** How many columns each has. */
    int leaves() {
        return file.leaves();
    }

    /** Whether all pages of a row group are of that codec. */
    boolean areOf(CompressionCodecName codec, int rowGroup) {
        return IntStream.range(0, file.leaves())
                .allMatch(leaf -> file.chunk(rowGroup, leaf).getCodec() == codec);
    }

    /**
     * Reads a row group, all of it at once.
     *
     * @throws org.eventextractor.job.scan.format.DamagedFileException if its pages are not those that the footer
     *     claims, or not as their checksums say
     */
    public RawRowGroup read(int rowGroup) throws IOException {
        CoalescedRanges ranges = new CoalescedRanges(bytes);
        for (int leaf = 0; leaf < file.leaves(); leaf++) {
            ColumnChunkMetaData chunk = file.chunk(rowGroup, leaf);
            ranges.add(chunk.getStartingPos(), chunk.getTotalSize());
        }
        indexes.addAllTo(ranges, rowGroup);
        ranges.fetch();
        List<RawColumnChunk> chunks = new ArrayList<>(file.leaves());
        for (int leaf = 0; leaf < file.leaves(); leaf++) {
            chunks.add(chunk(rowGroup, leaf, ranges));
        }
        return new RawRowGroup(file.rows(rowGroup), chunks);
    }

    private RawColumnChunk chunk(int rowGroup, int leaf, CoalescedRanges ranges) throws IOException {
        ColumnDescriptor column = file.column(leaf);
        ColumnChunkMetaData chunk = file.chunk(rowGroup, leaf);
        ByteSlice pages = ranges.get(chunk.getStartingPos(), Math.toIntExact(chunk.getTotalSize()));
        Leaf described = new Leaf(column);
        ChunkPages found = ChunkPages.all(pages, described, chunk.getValueCount());
        boolean proven = proof(described, chunk).holdsFor(found);
        StoredPageIndex stored = indexes.stored(ranges, leaf);
        if (stored == null || !describes(stored.index(), found, chunk.getStartingPos() - pages.start())) {
            return new RawColumnChunk(column, chunk, pages, proven, null, null);
        }
        return new RawColumnChunk(
                column, chunk, pages, proven, stored.columnIndex(column.getPrimitiveType()), stored.offsetIndex());
    }

    private static PageProof proof(Leaf leaf, ColumnChunkMetaData chunk) {
        EncodingStats stats = chunk.getEncodingStats();
        Set<Encoding> encodings = stats == null ? chunk.getEncodings() : stats.getDataEncodings();
        return new PageProof(leaf, encodings, chunk.getTotalUncompressedSize() - chunk.getTotalSize());
    }

    /** Whether an index tells of all pages of a chunk where they are and what they hold. */
    private static boolean describes(PageIndex index, ChunkPages pages, long shift) {
        return index.bounds().size() == index.count() && pages.areAt(index.places(), shift);
    }
}
