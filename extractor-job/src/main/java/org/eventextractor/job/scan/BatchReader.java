package org.eventextractor.job.scan;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.ParquetFileReader;
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
    private final List<ColumnDescriptor> leaves;
    private final List<RowGroupRows> selected;
    private final int batchRows;

    private int nextGroup;
    private @Nullable RowGroupRows group;
    private LeafReader[] readers = {};
    private int nextRow;

    BatchReader(EventFile file, List<ColumnDescriptor> leaves, List<RowGroupRows> selected) {
        this.file = file;
        this.leaves = leaves;
        this.selected = List.copyOf(selected);
        batchRows = this.selected.stream()
                .mapToInt(rows -> batchRows(file, rows.rowGroup()))
                .min()
                .orElse(MAX_ROWS);
    }

    /** All rows of a local file that this program has written. */
    public static BatchReader allRows(RangeInputFile file) throws IOException {
        OpenFile opened = OpenFile.open(file);
        List<RowGroupRows> selected = IntStream.range(0, opened.rowGroups())
                .mapToObj(i -> new RowGroupRows(i, RowSelection.all(opened.rows(i))))
                .toList();
        return new BatchReader(opened, opened.metadata().getSchema().getColumns(), selected);
    }

    /** A local file that this program has written, to copy its column chunks as they are. */
    public static ParquetFileReader openRaw(RangeInputFile file) throws IOException {
        return ParquetFileReader.open(file, OpenFile.OPTIONS);
    }

    /** The next rows; null after the last. */
    public @Nullable RowBatch next() throws IOException {
        int expectedRows = expectedRows();
        List<LeafVector> vectors =
                leaves.stream().map(leaf -> LeafVector.of(leaf, expectedRows)).toList();
        int rows = 0;
        while (rows < batchRows && openGroup()) {
            rows += readInto(vectors, batchRows - rows);
        }
        return rows == 0 ? null : new RowBatch(rows, vectors);
    }

    private int expectedRows() {
        int remaining = group == null ? 0 : group.rows().count() - nextRow;
        int following = selected.stream()
                .skip(nextGroup)
                .mapToInt(rows -> Math.min(batchRows, rows.rows().count()))
                .limit(batchRows)
                .reduce(0, (a, b) -> Math.min(batchRows, a + b));
        return Math.min(batchRows, remaining + following);
    }

    /** Goes to the next row group if none is open; false after the last. */
    private boolean openGroup() throws IOException {
        if (group == null && nextGroup < selected.size()) {
            group = selected.get(nextGroup++);
            readers = file.read(group.rowGroup(), leaves);
            nextRow = 0;
        }
        return group != null;
    }

    private int readInto(List<LeafVector> vectors, int limit) {
        RowGroupRows open = Objects.requireNonNull(group);
        int rows = Math.min(limit, open.rows().count() - nextRow);
        for (int i = 0; i < readers.length; i++) {
            readers[i].read(open.rows(), nextRow, nextRow + rows, vectors.get(i));
        }
        nextRow += rows;
        if (nextRow == open.rows().count()) {
            group = null;
            readers = new LeafReader[0];
        }
        return rows;
    }

    private static int batchRows(EventFile file, int rowGroup) {
        long bytesPerRow = Math.max(1, file.uncompressedBytes(rowGroup) / Math.max(1, file.rows(rowGroup)));
        return (int) Math.max(MIN_ROWS, Math.min(MAX_ROWS, BATCH_BYTES / bytesPerRow));
    }
}
