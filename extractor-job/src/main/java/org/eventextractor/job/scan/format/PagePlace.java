package org.eventextractor.job.scan.format;

/**
 * Where a data page is, as an offset index tells.
 *
 * @param offset of its header in the file
 * @param bytes of header and body
 * @param firstRow the row it begins with, counted from the row group's first
 */
public record PagePlace(long offset, int bytes, long firstRow) {}
