package org.eventextractor.job.write;

import org.eventextractor.core.request.OutputOptions.Compression;

/**
 * How data files are written.
 *
 * @param compression the codec of the pages
 * @param rowGroupBytes a row group is closed once its columns, encoded, take this many bytes; at least 1
 * @param pageBytes a page is closed once it holds about this much, before compression; at least 64
 */
public record WriteOptions(Compression compression, long rowGroupBytes, int pageBytes) {

    /** The encoders' own smallest buffer. */
    private static final int SMALLEST_PAGE_BYTES = 64;

    private static final long STANDARD_ROW_GROUP_BYTES = 64L << 20;
    private static final int STANDARD_PAGE_BYTES = 1 << 20;

    /** Room for what the values of dictionaries are looked up by: most row groups take far less. */
    private static final long LOOK_UP_BYTES = 32L << 20;

    /**
     * About the most memory that a row group takes while it is written in the {@linkplain #of standard way}: its open
     * pages count by what they hold, not by their buffers, which are kept from page to page.
     */
    public static final long STANDARD_MEMORY_BYTES = STANDARD_ROW_GROUP_BYTES + LOOK_UP_BYTES;

    public WriteOptions {
        if (rowGroupBytes < 1 || pageBytes < SMALLEST_PAGE_BYTES) {
            throw new IllegalArgumentException("row groups need 1 byte at least, pages 64: rowGroupBytes="
                    + rowGroupBytes + ", pageBytes=" + pageBytes);
        }
    }

    /** A row group is closed, too, once it takes this much memory, with what its dictionaries' values are looked up by. */
    long memoryBytes() {
        return rowGroupBytes + LOOK_UP_BYTES;
    }

    /** Row groups of 64 MiB and pages of 1 MiB, which every reader handles well. */
    public static WriteOptions of(Compression compression) {
        return new WriteOptions(compression, STANDARD_ROW_GROUP_BYTES, STANDARD_PAGE_BYTES);
    }
}
