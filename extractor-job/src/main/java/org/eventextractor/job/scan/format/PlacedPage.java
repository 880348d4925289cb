package org.eventextractor.job.scan.format;

/**
 * A data page whose place an offset index tells.
 *
 * @param bytes its header and body
 * @param firstRow counted from the row group's first
 * @param rows how many it holds
 * @see <a href="https://parquet.apache.org/docs/file-format/pageindex/">Page index</a>
 */
public record PlacedPage(ByteSlice bytes, int firstRow, int rows) {}
