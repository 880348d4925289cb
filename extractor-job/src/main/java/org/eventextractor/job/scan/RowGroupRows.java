package org.eventextractor.job.scan;

import java.util.Map;

/**
 * Rows to read of one row group.
 *
 * @param rowGroup its number in the file, from 0
 * @param rows at least one
 * @param decoded by leaf, the columns of which these rows, and no others, are decoded already; none is repeated
 */
record RowGroupRows(int rowGroup, RowSelection rows, Map<Integer, LeafVector> decoded) {

    RowGroupRows {
        decoded = Map.copyOf(decoded);
    }

    /** Rows of which no column is decoded yet. */
    static RowGroupRows of(int rowGroup, RowSelection rows) {
        return new RowGroupRows(rowGroup, rows, Map.of());
    }

    /** What is held of them in memory, about. */
    long memoryBytes() {
        return rows.memoryBytes()
                + decoded.values().stream().mapToLong(LeafVector::memoryBytes).sum();
    }
}
