package org.eventextractor.core.request;

/**
 * What to do when a partition cannot be read whole.
 *
 * @param onPartitionError deliver the rest, or fail the extract
 * @param maxFailedPartitionPercent the most partitions, in percent of those found, that may fail before the extract
 *     does; 0 to 100
 */
public record ErrorPolicy(OnPartitionError onPartitionError, int maxFailedPartitionPercent) {

    /** The two answers to a partition that cannot be read. */
    public enum OnPartitionError {
        CONTINUE,
        FAIL
    }

    public ErrorPolicy {
        if (maxFailedPartitionPercent < 0 || maxFailedPartitionPercent > 100) {
            throw new IllegalArgumentException("percent must lie in 0 to 100: " + maxFailedPartitionPercent);
        }
    }
}
