package org.eventextractor.core.lifecycle;

/**
 * How far the work is. Numbers grow within an attempt; at the end they are what the reports of slices say.
 *
 * @param percentComplete 0 to 100, by bytes read
 * @param slicesTotal of the plan
 * @param slicesDone with a report
 * @param objectsTotal of the plan
 * @param objectsDone read or failed
 * @param eventsMatched rows kept so far
 * @param bytesRead of source objects
 * @param bytesWritten of data files
 */
public record Progress(
        int percentComplete,
        int slicesTotal,
        int slicesDone,
        long objectsTotal,
        long objectsDone,
        long eventsMatched,
        long bytesRead,
        long bytesWritten) {

    public static Progress none() {
        return new Progress(0, 0, 0, 0, 0, 0, 0, 0);
    }
}
