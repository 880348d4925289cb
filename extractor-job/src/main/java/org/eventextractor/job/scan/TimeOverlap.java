package org.eventextractor.job.scan;

/**
 * What can be told of the times of a row group without reading them.
 *
 * @param within rows whose time is within the range, if what the file tells is true
 * @param open rows whose time has to be looked at; none of them is among {@code within}
 * @param rowsWithoutTime rows that are neither, and have no time
 */
record TimeOverlap(RowSelection within, RowSelection open, long rowsWithoutTime) {}
