package org.eventextractor.job.scan;

/** Goes through rows that are decoded already, of a column that is not repeated. Not safe for use by many threads. */
final class VectorReader implements RowReader {

    private final LeafVector decoded;
    private int next;

    /** @param decoded all the rows that will be asked for, and no others */
    VectorReader(LeafVector decoded) {
        this.decoded = decoded;
    }

    @Override
    public void read(RowSelection rows, LeafVector target) {
        target.startChunk(decoded.numberedValues());
        target.appendRows(decoded, next, rows.count());
        next += rows.count();
    }
}
