package org.eventextractor.job.scan;

import java.io.IOException;
import org.apache.parquet.column.statistics.Statistics;
import org.eventextractor.job.scan.format.PageBounds;
import org.jspecify.annotations.Nullable;

/** Tells by a file's statistics which rows of a row group lie within the range. Immutable. */
record TimePruning(EventFile file, int timeLeaf, TimeCondition condition) {

    TimeOverlap overlap(int rowGroup) throws IOException {
        int rows = file.rows(rowGroup);
        Statistics<?> statistics = file.statistics(rowGroup, timeLeaf);
        return switch (condition.overlap(statistics)) {
            case NONE -> new TimeOverlap(RowSelection.none(), RowSelection.none(), nulls(statistics));
            case ALL -> new TimeOverlap(RowSelection.all(rows), RowSelection.none(), 0);
            case SOME -> byPages(file.pages(rowGroup, timeLeaf), rows);
        };
    }

    private TimeOverlap byPages(@Nullable PageIndex pages, int rows) {
        if (pages == null || pages.bounds().isEmpty()) {
            return new TimeOverlap(RowSelection.none(), RowSelection.all(rows), 0);
        }
        RowSelection.Builder within = new RowSelection.Builder();
        RowSelection.Builder open = new RowSelection.Builder();
        long rowsWithoutTime = 0;
        for (int page = 0; page < pages.count(); page++) {
            PageBounds bounds = pages.bounds().get(page);
            switch (condition.overlap(bounds)) {
                case NONE -> rowsWithoutTime += bounds.nullsOnly() ? pages.rowsOf(page) : Math.max(0, bounds.nulls());
                case ALL -> within.add(pages.firstRow(page), pages.endRow(page));
                case SOME -> open.add(pages.firstRow(page), pages.endRow(page));
            }
        }
        return new TimeOverlap(within.build(), open.build(), rowsWithoutTime);
    }

    private static long nulls(@Nullable Statistics<?> statistics) {
        return statistics != null && statistics.isNumNullsSet() ? statistics.getNumNulls() : 0;
    }
}
