package org.eventextractor.job.scan;

import java.util.List;

/**
 * Some consecutive matched rows, column by column.
 *
 * @param rows at least 1, at most {@link BatchReader#MAX_ROWS}
 * @param leaves one vector of {@code rows} rows for each leaf of the file's schema, in the schema's order
 */
public record RowBatch(int rows, List<LeafVector> leaves) {

    public RowBatch {
        leaves = List.copyOf(leaves);
    }

    /** What the rows take in memory, about. */
    long memoryBytes() {
        return leaves.stream().mapToLong(LeafVector::memoryBytes).sum();
    }
}
