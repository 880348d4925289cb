package org.eventextractor.core.document;

/**
 * What was read of one partition.
 *
 * @param prefix the partition, {@code type/year=YYYY/month=MM/day=DD}
 * @param objects read whole
 * @param bytes their sizes' sum
 * @param rowsRead rows they hold
 * @param rowsMatched rows kept
 */
public record SourceTally(String prefix, long objects, long bytes, long rowsRead, long rowsMatched) {

    public static SourceTally none(String prefix) {
        return new SourceTally(prefix, 0, 0, 0, 0);
    }

    /** Both counts together, under this one's prefix. */
    public SourceTally plus(SourceTally other) {
        return new SourceTally(
                prefix,
                objects + other.objects,
                bytes + other.bytes,
                rowsRead + other.rowsRead,
                rowsMatched + other.rowsMatched);
    }
}
