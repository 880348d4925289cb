package org.eventextractor.job.scan;

/** How the times of a row group lie to the range asked for. */
enum RangeOverlap {
    /** Every row has a time within the range. */
    ALL,
    /** Some may: each row has to be looked at. The answer whenever it is not certain. */
    SOME,
    /** No row has a time within the range. */
    NONE
}
