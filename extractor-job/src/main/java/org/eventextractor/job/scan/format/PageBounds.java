package org.eventextractor.job.scan.format;

import java.nio.ByteBuffer;

/**
 * What a column index tells of one page's values.
 *
 * @param nullsOnly whether there are none
 * @param nulls how many nulls there are; {@link #UNKNOWN} if that is not told
 * @param min no value is less; of no meaning if there are none. Encoded as the PLAIN encoding does, and perhaps cut off
 * @param max no value is greater; of no meaning if there are none. Encoded as the PLAIN encoding does, and perhaps cut
 *     off
 */
public record PageBounds(boolean nullsOnly, long nulls, ByteBuffer min, ByteBuffer max) {

    static final long UNKNOWN = -1;
}
