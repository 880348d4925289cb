package org.eventextractor.core.document;

/**
 * What was read of one partition.
 *
 * @param prefix the partition, {@code type/year=YYYY/month=MM/day=DD}
 * @param objects of the plan, readable or not
 * @param objectsFailed of these, objects that could not be read: none of their rows is delivered
 * @param bytes the sum of all objects' sizes
 * @param rowsRead rows of the objects that could be read
 * @param rowsMatched of these, rows kept
 */
public record SourceTally(
        String prefix, long objects, long objectsFailed, long bytes, long rowsRead, long rowsMatched) {

    /** One object that was read whole. */
    public static SourceTally ofRead(String prefix, long bytes, long rowsRead, long rowsMatched) {
        return new SourceTally(prefix, 1, 0, bytes, rowsRead, rowsMatched);
    }

    /** One object that could not be read. */
    public static SourceTally ofFailed(String prefix, long bytes) {
        return new SourceTally(prefix, 1, 1, bytes, 0, 0);
    }

    /** Both counts together, under this one's prefix. */
    public SourceTally plus(SourceTally other) {
        return new SourceTally(
                prefix,
                objects + other.objects,
                objectsFailed + other.objectsFailed,
                bytes + other.bytes,
                rowsRead + other.rowsRead,
                rowsMatched + other.rowsMatched);
    }
}
