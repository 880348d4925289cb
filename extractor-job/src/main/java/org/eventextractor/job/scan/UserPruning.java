package org.eventextractor.job.scan;

import java.io.IOException;
import org.apache.parquet.column.statistics.BinaryStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.eventextractor.job.scan.format.PageBounds;
import org.jspecify.annotations.Nullable;

/** Tells by a file's statistics and filters which rows of a row group may be wanted users'. Immutable. */
record UserPruning(EventFile file, int userLeaf, UserCondition condition) {

    /**
     * The rows among these of which the user has to be looked at.
     *
     * @param rows at least one
     */
    RowSelection candidates(int rowGroup, RowSelection rows) throws IOException {
        if (condition.everyone()) {
            return rows;
        }
        if (!mayLieWithin(file.statistics(rowGroup, userLeaf)) || isFilteredOut(rowGroup)) {
            return RowSelection.none();
        }
        PageIndex pages = file.pages(rowGroup, userLeaf);
        return pages == null || pages.bounds().isEmpty() ? rows : rows.and(inPages(pages));
    }

    private RowSelection inPages(PageIndex pages) {
        RowSelection.Builder candidates = new RowSelection.Builder();
        for (int page = 0; page < pages.count(); page++) {
            PageBounds bounds = pages.bounds().get(page);
            if (!bounds.nullsOnly() && condition.mayLieWithin(bounds.min(), bounds.max())) {
                candidates.add(pages.firstRow(page), pages.endRow(page));
            }
        }
        return candidates.build();
    }

    private boolean mayLieWithin(@Nullable Statistics<?> statistics) {
        return !(statistics instanceof BinaryStatistics users)
                || !users.hasNonNullValue()
                || condition.mayLieWithin(
                        users.genericGetMin().toByteBuffer(),
                        users.genericGetMax().toByteBuffer());
    }

    /** Of many users one seems to be there nearly always: then the filter is not worth fetching. */
    private boolean isFilteredOut(int rowGroup) {
        BloomFilter filter = condition.isSelective() ? file.bloomFilter(rowGroup, userLeaf) : null;
        return filter != null && condition.allAreMissingFrom(filter);
    }
}
