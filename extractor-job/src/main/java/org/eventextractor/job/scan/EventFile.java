package org.eventextractor.job.scan;

import java.io.IOException;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.jspecify.annotations.Nullable;

/**
 * A file whose footer was read and found sound. Row groups, leaves and rows are counted from 0, leaves in the schema's
 * order, rows from their row group's first. Not safe for use by many threads at a time.
 */
sealed interface EventFile permits OpenFile, PagedFile, MemoryFile {

    int rowGroups();

    /** How many rows a row group has, 0 or more. */
    int rows(int rowGroup);

    /** What a row group's pages claim to take once they are decompressed, in bytes. */
    long uncompressedBytes(int rowGroup);

    ColumnDescriptor column(int leaf);

    /** What is known of a column chunk's values; null if nothing is. */
    @Nullable
    Statistics<?> statistics(int rowGroup, int leaf);

    /** What is known of a column chunk's pages; null if nothing is, or if that would spare no reading. */
    @Nullable
    PageIndex pages(int rowGroup, int leaf) throws IOException;

    /**
     * Tells of values that a column chunk does not hold; null if it has no such filter, or if that would spare no
     * reading.
     */
    @Nullable
    BloomFilter bloomFilter(int rowGroup, int leaf);

    /** Its row groups as they lie there; null if copying them would spare nothing. */
    @Nullable
    RawRowGroups raw();

    /**
     * Fetches some rows of some column chunks, and as little else as pays. Readers of an earlier call are of no use
     * afterwards: their memory may be that of the new ones.
     *
     * @param leaves in ascending order
     * @param rows the only ones that the readers can be asked for
     * @return one for each leaf
     */
    List<LeafReader> read(int rowGroup, List<Integer> leaves, RowSelection rows) throws IOException;
}
