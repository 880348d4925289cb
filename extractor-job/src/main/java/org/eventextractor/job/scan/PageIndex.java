package org.eventextractor.job.scan;

import java.util.List;
import java.util.stream.IntStream;
import org.eventextractor.job.scan.format.PageBounds;
import org.eventextractor.job.scan.format.PagePlace;

/**
 * What a file tells of the data pages of a column chunk. Pages are counted from 0.
 *
 * @param places where they are
 * @param bounds which values they hold; empty if that is not told
 * @param rows of the row group
 * @see <a href="https://parquet.apache.org/docs/file-format/pageindex/">Page index</a>
 */
record PageIndex(List<PagePlace> places, List<PageBounds> bounds, int rows) {

    PageIndex {
        places = List.copyOf(places);
        bounds = List.copyOf(bounds);
    }

    /**
     * Whether the pages lie one after the other between two positions of the file, and each has a row at least.
     *
     * @param start included
     * @param end excluded
     */
    boolean isSound(long start, long end) {
        long nextOffset = start;
        long nextRow = 0;
        for (PagePlace place : places) {
            boolean follows = nextRow == 0 ? place.firstRow() == 0 : place.firstRow() >= nextRow;
            boolean inside = place.offset() >= nextOffset && place.bytes() > 0 && place.bytes() <= end - place.offset();
            if (!follows || !inside || place.firstRow() >= rows) {
                return false;
            }
            nextOffset = place.offset() + place.bytes();
            nextRow = place.firstRow() + 1;
        }
        return !places.isEmpty() && (bounds.isEmpty() || bounds.size() == places.size());
    }

    int count() {
        return places.size();
    }

    int firstRow(int page) {
        return (int) places.get(page).firstRow();
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
