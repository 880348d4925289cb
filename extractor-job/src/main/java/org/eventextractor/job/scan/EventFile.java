package org.eventextractor.job.scan;

import java.io.IOException;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * A file whose footer was read and found sound. Row groups and leaves are counted from 0, leaves in the schema's order.
 * Not safe for use by many threads at a time.
 */
sealed interface EventFile permits OpenFile, MemoryFile {

    int rowGroups();

    /** How many rows a row group has, 0 or more. */
    int rows(int rowGroup);

    /** What a row group's pages claim to take once they are decompressed, in bytes. */
    long uncompressedBytes(int rowGroup);

    /** What is known of a column chunk's values; null if nothing is. */
    @Nullable
    Statistics<?> statistics(int rowGroup, int leaf);

    /**
     * Fetches the column chunks of some leaves of a row group, and no others. Readers of an earlier call are of no use
     * afterwards: their memory may be that of the new ones.
     *
     * @param leaves of the file's schema; in its order
     * @return one for each leaf
     */
    LeafReader[] read(int rowGroup, List<ColumnDescriptor> leaves) throws IOException;
}
