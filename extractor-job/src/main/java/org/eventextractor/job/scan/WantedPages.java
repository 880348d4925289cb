package org.eventextractor.job.scan;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.eventextractor.job.scan.format.ByteSlice;
import org.eventextractor.job.scan.format.ChunkPages;
import org.eventextractor.job.scan.format.Encodings;
import org.eventextractor.job.scan.format.Leaf;
import org.eventextractor.job.scan.format.PageCodec;
import org.eventextractor.job.scan.format.PageEntries;
import org.eventextractor.job.scan.format.PagePlace;
import org.eventextractor.job.scan.format.PlacedPage;
import org.eventextractor.job.scan.format.Scratch;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one column chunk that hold the wanted rows, and its dictionary.
 *
 * @param index null if all pages are wanted, for it is not known where they are
 * @param pages the wanted ones of the index; of no meaning without it
 */
record WantedPages(
        Leaf leaf, ColumnChunkMetaData chunk, @Nullable PageIndex index, List<Integer> pages) {

    /** Whether pages of the chunk's codec and encodings are decoded here. */
    static boolean areDecodable(ColumnChunkMetaData chunk) {
        return PageCodec.of(chunk.getCodec()) != null
                && chunk.getEncodings().stream().allMatch(Encodings::isDecoded);
    }

    static WantedPages of(
            ColumnDescriptor column, ColumnChunkMetaData chunk, @Nullable PageIndex index, RowSelection rows) {
        return new WantedPages(new Leaf(column), chunk, index, index == null ? List.of() : index.holding(rows));
    }

    /** Asks for the bytes. */
    void addTo(CoalescedRanges ranges) {
        if (index == null) {
            ranges.add(chunk.getStartingPos(), chunk.getTotalSize());
            return;
        }
        if (dictionaryBytes() > 0) {
            ranges.add(chunk.getStartingPos(), dictionaryBytes());
        }
        for (int page : pages) {
            PagePlace place = index.places().get(page);
            ranges.add(place.offset(), place.bytes());
        }
    }

    /**
     * Reads the pages.
     *
     * @param found what {@link #in} has found
     * @param scratch is in use as long as the reader is
     */
    LeafReader reader(ChunkPages found, Scratch scratch) throws IOException {
        PageCodec codec = Objects.requireNonNull(PageCodec.of(chunk.getCodec()));
        PageEntries entries = PageEntries.of(found, leaf, codec, chunk.getTotalUncompressedSize(), scratch);
        return new LeafReader(leaf.column(), entries);
    }

    /** The pages in the bytes that were asked for, once they are fetched. */
    ChunkPages in(CoalescedRanges ranges) {
        if (index == null) {
            return ChunkPages.all(ranges.get(chunk.getStartingPos(), size()), leaf, chunk.getValueCount());
        }
        ByteSlice dictionary = dictionaryBytes() == 0 ? null : ranges.get(chunk.getStartingPos(), dictionaryBytes());
        List<PlacedPage> placed =
                pages.stream().map(page -> placed(index, page, ranges)).toList();
        return ChunkPages.some(dictionary, placed, leaf);
    }

    private static PlacedPage placed(PageIndex index, int page, CoalescedRanges ranges) {
        PagePlace place = index.places().get(page);
        ByteSlice bytes = ranges.get(place.offset(), place.bytes());
        return new PlacedPage(bytes, index.firstRow(page), index.rowsOf(page));
    }

    /** What lies before the first data page. */
    private int dictionaryBytes() {
        return index == null ? 0 : (int) (index.places().get(0).offset() - chunk.getStartingPos());
    }

    private int size() {
        return Math.toIntExact(chunk.getTotalSize());
    }
}
