package org.eventextractor.job.scan;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.hadoop.metadata.IndexReference;
import org.apache.parquet.schema.ColumnOrder;
import org.eventextractor.job.scan.format.ByteSlice;
import org.eventextractor.job.scan.format.DamagedFileException;
import org.eventextractor.job.scan.format.PageIndexReader;
import org.jspecify.annotations.Nullable;

/**
 * The page indexes of a file's column chunks, those of one row group at a time. What is known of a chunk is not fetched
 * again, but for an index without bounds that are wanted now. One that is not sound counts for none. Not safe for use by
 * many threads.
 */
final class PageIndexes {

    private final OpenFile file;
    private final ByteRanges bytes;
    private final Map<Integer, PageIndex> known = new HashMap<>();
    private int rowGroup = -1;

    PageIndexes(OpenFile file, ByteRanges bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /** Where a column chunk's pages are and what they hold; null if the file does not tell where. */
    @Nullable
    PageIndex withBounds(int ofRowGroup, int leaf) throws IOException {
        open(ofRowGroup);
        PageIndex index = known.get(leaf);
        if (index == null || index.bounds().isEmpty()) {
            fetch(List.of(leaf), true);
        }
        return known.get(leaf);
    }

    /** Asks for all that a row group has. */
    void addAllTo(CoalescedRanges ranges, int ofRowGroup) {
        open(ofRowGroup);
        for (int leaf = 0; leaf < file.leaves(); leaf++) {
            addTo(ranges, leaf, true);
        }
    }

    /**
     * What a column chunk has, as it lies in the file; null if the file does not tell where its pages are.
     *
     * @param ranges what {@link #addAllTo} asked for
     */
    @Nullable
    StoredPageIndex stored(CoalescedRanges ranges, int leaf) {
        ByteSlice places = get(ranges, placesOf(leaf));
        ByteSlice bounds = get(ranges, boundsOf(leaf));
        if (places == null) {
            return null;
        }
        PageIndex index = sound(leaf, places, bounds);
        return index == null ? null : new StoredPageIndex(index, places, bounds);
    }

    /** Where some column chunks' pages are, by leaf; without those of which the file does not tell. */
    Map<Integer, PageIndex> places(int ofRowGroup, List<Integer> leaves) throws IOException {
        open(ofRowGroup);
        fetch(leaves.stream().filter(leaf -> !known.containsKey(leaf)).toList(), false);
        return known;
    }

    private void open(int ofRowGroup) {
        if (ofRowGroup != rowGroup) {
            rowGroup = ofRowGroup;
            known.clear();
        }
    }

    private void fetch(List<Integer> leaves, boolean withBounds) throws IOException {
        CoalescedRanges ranges = new CoalescedRanges(bytes);
        for (int leaf : leaves) {
            addTo(ranges, leaf, withBounds);
        }
        ranges.fetch();
        for (int leaf : leaves) {
            ByteSlice places = get(ranges, placesOf(leaf));
            PageIndex index =
                    places == null ? null : sound(leaf, places, get(ranges, withBounds ? boundsOf(leaf) : null));
            if (index != null) {
                known.put(leaf, index);
            }
        }
    }

    /** Null if it is damaged or contradicts its column chunk: that is read like one without an index. */
    private @Nullable PageIndex sound(int leaf, ByteSlice places, @Nullable ByteSlice bounds) {
        ColumnChunkMetaData chunk = file.chunk(rowGroup, leaf);
        long start = chunk.getStartingPos();
        try {
            PageIndex index = new PageIndex(
                    PageIndexReader.places(places),
                    bounds == null ? List.of() : PageIndexReader.bounds(bounds),
                    file.rows(rowGroup));
            return index.isSound(start, start + chunk.getTotalSize()) ? index : null;
        } catch (DamagedFileException | IndexOutOfBoundsException damaged) {
            return null;
        }
    }

    private @Nullable IndexReference placesOf(int leaf) {
        return inside(file.chunk(rowGroup, leaf).getOffsetIndexReference());
    }

    /** Bounds in an order that is not the type's own say nothing. */
    private @Nullable IndexReference boundsOf(int leaf) {
        boolean ordered = file.column(leaf).getPrimitiveType().columnOrder().equals(ColumnOrder.typeDefined());
        return ordered ? inside(file.chunk(rowGroup, leaf).getColumnIndexReference()) : null;
    }

    private @Nullable IndexReference inside(@Nullable IndexReference index) {
        boolean inside = index != null
                && index.getOffset() >= 0
                && index.getLength() > 0
                && index.getLength() <= bytes.length() - index.getOffset();
        return inside ? index : null;
    }

    private void addTo(CoalescedRanges ranges, int leaf, boolean withBounds) {
        addTo(ranges, placesOf(leaf));
        addTo(ranges, withBounds ? boundsOf(leaf) : null);
    }

    private static void addTo(CoalescedRanges ranges, @Nullable IndexReference index) {
        if (index != null) {
            ranges.add(index.getOffset(), index.getLength());
        }
    }

    private static @Nullable ByteSlice get(CoalescedRanges ranges, @Nullable IndexReference index) {
        return index == null ? null : ranges.get(index.getOffset(), index.getLength());
    }
}
