package org.eventextractor.job.scan.format;

/**
 * A page, found and held against its checksum.
 *
 * @param header what it is
 * @param body it, as it lies in the file
 * @param firstRow the row that its first entry begins, counted from the row group's first; {@link #UNKNOWN} where it is
 *     not known, or where the entry belongs to a row that begins on another page
 * @param rows how many it holds; {@link #UNKNOWN} where {@code firstRow} is
 */
record Page(PageHeader header, ByteSlice body, int firstRow, int rows) {

    static final int UNKNOWN = -1;

    boolean knowsRows() {
        return firstRow != UNKNOWN;
    }
}
