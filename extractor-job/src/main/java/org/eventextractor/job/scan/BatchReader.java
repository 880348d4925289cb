package org.eventextractor.job.scan;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/**
 * Decodes chosen rows of a file, all columns, batch by batch: at any time one batch and one row group's column chunks
 * are in memory. Not safe for use by many threads at a time.
 */
public final class BatchReader {

    /** The most rows of one batch. */
    public static final int MAX_ROWS = 8192;

    private static final int MIN_ROWS = 64;

    /** What a batch should take in memory, if its rows are of the file's average size. */
    private static final long BATCH_BYTES = 16L << 20;

    private final EventFile file;
    private final List<Integer> leaves;
    private final int batchRows;
    private final Deque<RowGroupRows> groups;

    /** Of the row group that is open; what is left of it. */
    private final Deque<RowSelection> parts = new ArrayDeque<>();

    private List<RowReader> readers = List.of();
    /** Of the row group that is open, which its readers may hold as pages. */
    private long openBytes;

    private long remainingRows;
    /** Until a row group has pages that prove nothing: others of its file will have such, too. */
    private boolean mayCopy = true;

    /** @param leaves which columns, in ascending order */
    BatchReader(EventFile file, List<Integer> leaves, List<RowGroupRows> selected) {
        this.file = file;
        this.leaves = leaves;
        groups = new ArrayDeque<>(selected);
        int fewest = MAX_ROWS;
        for (RowGroupRows rows : selected) {
            fewest = Math.min(fewest, batchRows(file, rows.rowGroup()));
            remainingRows += rows.rows().count();
        }
        batchRows = fewest;
    }

    /** All rows of the first row groups of a local file that this program has written. */
    public static BatchReader firstRows(RangeInputFile file, int rowGroups) throws IOException {
        OpenFile opened = OpenFile.open(file);
        List<RowGroupRows> selected = IntStream.range(0, rowGroups)
                .mapToObj(i -> RowGroupRows.of(i, RowSelection.all(opened.rows(i))))
                .toList();
        List<Integer> leaves = IntStream.range(0, opened.leaves()).boxed().toList();
        return new BatchReader(PagedFile.inStore(opened, file.ranges()), leaves, selected);
    }

    /** The next rows; null after the last. */
    public @Nullable RowBatch next() throws IOException {
        if (remainingRows == 0) {
            return null;
        }
        int expectedRows = (int) Math.min(batchRows, remainingRows);
        List<LeafVector> vectors = new ArrayList<>(leaves.size());
        for (int leaf : leaves) {
            vectors.add(LeafVector.of(file.column(leaf), expectedRows));
        }
        int rows = 0;
        while (openGroup(rows) && rows + parts.getFirst().count() <= batchRows) {
            rows += readInto(vectors, parts.removeFirst());
        }
        vectors.forEach(LeafVector::endChunk);
        remainingRows -= rows;
        return rows == 0 ? null : new RowBatch(rows, vectors);
    }

    /**
     * The next rows as they lie in the file; null if they are not a row group of many, with all its rows and columns,
     * and all its pages of that codec and proven sound. {@link #next} has them then.
     */
    @Nullable
    RawRowGroup nextRaw(CompressionCodecName codec) throws IOException {
        RowGroupRows group = groups.peekFirst();
        RawRowGroups raw = file.raw();
        if (!mayCopy || !parts.isEmpty() || group == null || raw == null || !isWhole(group, raw, codec)) {
            return null;
        }
        RawRowGroup read = raw.read(group.rowGroup());
        mayCopy = read.isProven();
        if (!mayCopy) {
            return null;
        }
        groups.removeFirst();
        remainingRows -= group.rows().count();
        return read;
    }

    private boolean isWhole(RowGroupRows group, RawRowGroups raw, CompressionCodecName codec) {
        int rows = group.rows().count();
        return rows >= MAX_ROWS
                && rows == file.rows(group.rowGroup())
                && leaves.size() == raw.leaves()
                && raw.areOf(codec, group.rowGroup());
    }

    /** What is held in memory for the rows that are left, about; without the file's own bytes. */
    long memoryBytes() {
        return openBytes
                + parts.stream().mapToLong(RowSelection::memoryBytes).sum()
                + groups.stream().mapToLong(RowGroupRows::memoryBytes).sum();
    }

    /**
     * Goes to the next row group if nothing is left of this one. A batch that has rows takes of another group all or
     * nothing: one that was begun is not copied as it lies any more.
     *
     * @param rows that the batch has
     * @return false if there is nothing to go on with
     */
    private boolean openGroup(int rows) throws IOException {
        RowGroupRows group = groups.peekFirst();
        if (parts.isEmpty()
                && group != null
                && (rows == 0 || rows + group.rows().count() <= batchRows)) {
            groups.removeFirst();
            readers = readers(group);
            openBytes = file.uncompressedBytes(group.rowGroup());
            parts.addAll(group.rows().split(batchRows));
        }
        return !parts.isEmpty();
    }

    /** One for each leaf; what is decoded already is not fetched. */
    private List<RowReader> readers(RowGroupRows group) throws IOException {
        Map<Integer, LeafVector> decoded = group.decoded();
        List<Integer> others = new ArrayList<>(leaves);
        others.removeAll(decoded.keySet());
        Iterator<LeafReader> read = others.isEmpty()
                ? Collections.emptyIterator()
                : file.read(group.rowGroup(), others, group.rows()).iterator();
        List<RowReader> all = new ArrayList<>(leaves.size());
        for (int leaf : leaves) {
            LeafVector vector = decoded.get(leaf);
            all.add(vector == null ? read.next() : new VectorReader(vector));
        }
        return all;
    }

    private int readInto(List<LeafVector> vectors, RowSelection part) {
        for (int i = 0; i < readers.size(); i++) {
            readers.get(i).read(part, vectors.get(i));
        }
        if (parts.isEmpty()) {
            readers = List.of();
            openBytes = 0;
        }
        return part.count();
    }

    private static int batchRows(EventFile file, int rowGroup) {
        long bytesPerRow = Math.max(1, file.uncompressedBytes(rowGroup) / Math.max(1, file.rows(rowGroup)));
        return (int) Math.max(MIN_ROWS, Math.min(MAX_ROWS, BATCH_BYTES / bytesPerRow));
    }
}
