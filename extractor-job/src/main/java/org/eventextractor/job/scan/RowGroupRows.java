package org.eventextractor.job.scan;

/**
 * Rows to read of one row group.
 *
 * @param rowGroup its number in the file, from 0
 * @param rows at least one
 */
record RowGroupRows(int rowGroup, RowSelection rows) {}
