package org.eventextractor.job.progress;

/**
 * An amount of work.
 *
 * @param slices with a report
 * @param objects read or given up
 * @param events rows kept
 * @param bytesRead of source objects, by their planned sizes
 * @param bytesWritten of data files
 */
public record Work(long slices, long objects, long events, long bytesRead, long bytesWritten) {

    /** Nothing yet. */
    public static Work none() {
        return new Work(0, 0, 0, 0, 0);
    }

    /** What was done since. */
    public Work minus(Work earlier) {
        return new Work(
                slices - earlier.slices,
                objects - earlier.objects,
                events - earlier.events,
                bytesRead - earlier.bytesRead,
                bytesWritten - earlier.bytesWritten);
    }
}
