package org.eventextractor.job.scan;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.jspecify.annotations.Nullable;

/**
 * What a file tells of the data pages of a column chunk. Pages are counted from 0.
 *
 * @param places where they are
 * @param bounds which values they hold; empty if that is not told
 * @param rows of the row group
 * @see <a href="https://parquet.apache.org/docs/file-format/pageindex/">Page index</a>
 */
record PageIndex(OffsetIndex places, List<PageBounds> bounds, int rows) {

    PageIndex {
        bounds = List.copyOf(bounds);
    }

    /**
     * The index, if it is sound.
     *
     * @param places of the column chunk; null if there are none
     * @param values of the column chunk; null if there are none
     * @param start of the column chunk in the file
     * @param end of the column chunk in the file, excluded
     * @return null if there is none, or if it is not one of this chunk
     */
    static @Nullable PageIndex of(
            @Nullable OffsetIndex places, @Nullable ColumnIndex values, int rows, long start, long end) {
        if (places == null || !isSound(places, rows, start, end)) {
            return null;
        }
        List<PageBounds> bounds = values == null ? List.of() : PageBounds.of(values);
        boolean told = bounds.size() == places.getPageCount();
        return new PageIndex(places, told ? bounds : List.of(), rows);
    }

    /** One page after the other, each with a row at least, in the chunk. */
    private static boolean isSound(OffsetIndex places, int rows, long start, long end) {
        long nextOffset = start;
        long nextRow = 0;
        for (int page = 0; page < places.getPageCount(); page++) {
            long offset = places.getOffset(page);
            long firstRow = places.getFirstRowIndex(page);
            int size = places.getCompressedPageSize(page);
            boolean follows = page == 0 ? firstRow == 0 : firstRow >= nextRow;
            if (offset < nextOffset || size <= 0 || size > end - offset || !follows || firstRow >= rows) {
                return false;
            }
            nextOffset = offset + size;
            nextRow = firstRow + 1;
        }
        return places.getPageCount() > 0;
    }

    int count() {
        return places.getPageCount();
    }

    int firstRow(int page) {
        return (int) places.getFirstRowIndex(page);
    }

    /** The row after the page's last. */
    int endRow(int page) {
        return page + 1 < count() ? firstRow(page + 1) : rows;
    }

    int rowsOf(int page) {
        return endRow(page) - firstRow(page);
    }

    /** The pages that hold any of these rows. */
    List<Integer> holding(RowSelection wanted) {
        return IntStream.range(0, count())
                .filter(page -> wanted.meets(firstRow(page), endRow(page)))
                .boxed()
                .toList();
    }
}
