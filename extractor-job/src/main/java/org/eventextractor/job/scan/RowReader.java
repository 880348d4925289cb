package org.eventextractor.job.scan;

/** Goes forward through one column of a row group and copies the rows asked for. Not safe for use by many threads. */
interface RowReader {

    /**
     * Appends rows to a vector.
     *
     * @param rows no row before the ones already read
     */
    void read(RowSelection rows, LeafVector target);
}
