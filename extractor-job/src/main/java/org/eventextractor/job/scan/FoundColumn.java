package org.eventextractor.job.scan;

import org.apache.parquet.column.ColumnDescriptor;
import org.eventextractor.job.scan.format.LeafEntries;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the users or the times of the rows that are found in a row group, so that what told which they are need not
 * be read again to deliver them. What takes too much memory for that is given up. Not safe for use by many threads.
 */
final class FoundColumn {

    private static final int FIRST_ROWS = 16;

    private final ColumnDescriptor column;
    private final long maxBytes;
    private boolean kept = true;
    /** Null until the first row, for most small files have none. */
    private @Nullable LeafVector values;

    /**
     * @param column not a repeated one
     * @param maxBytes what the rows may take together
     */
    FoundColumn(ColumnDescriptor column, long maxBytes) {
        this.column = column;
        this.maxBytes = maxBytes;
    }

    /** Takes over the entry of the next row that was found. */
    void add(LeafEntries entry) {
        if (kept) {
            LeafVector known = values == null ? firstOf(entry) : values;
            known.startRow();
            known.append(entry, 0);
            kept = known.memoryBytes() <= maxBytes;
            values = kept ? known : null;
        }
    }

    private LeafVector firstOf(LeafEntries entry) {
        LeafVector first = LeafVector.of(column, FIRST_ROWS);
        first.startChunk(entry.dictionarySize());
        return first;
    }

    /** Null if there are none, or if they take too much. */
    @Nullable
    LeafVector values() {
        if (values != null) {
            values.endChunk();
        }
        return values;
    }
}
