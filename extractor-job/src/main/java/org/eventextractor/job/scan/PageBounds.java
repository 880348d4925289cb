package org.eventextractor.job.scan;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;

/**
 * What a column index tells of one page's values.
 *
 * @param nullsOnly whether there are none
 * @param nulls how many nulls there are; {@link #UNKNOWN} if that is not told
 * @param min no value is less; empty if there are none. Encoded as the PLAIN encoding does, and perhaps cut off
 * @param max no value is greater; empty if there are none. Encoded as the PLAIN encoding does, and perhaps cut off
 */
record PageBounds(boolean nullsOnly, long nulls, ByteBuffer min, ByteBuffer max) {

    static final long UNKNOWN = -1;

    /** Those of all pages, in order. */
    static List<PageBounds> of(ColumnIndex index) {
        List<Boolean> nullPages = index.getNullPages();
        List<Long> nullCounts = index.getNullCounts();
        boolean counted = nullCounts != null && nullCounts.size() == nullPages.size();
        List<ByteBuffer> mins = index.getMinValues();
        List<ByteBuffer> maxs = index.getMaxValues();
        List<PageBounds> bounds = new ArrayList<>(nullPages.size());
        for (int page = 0; page < nullPages.size(); page++) {
            long nulls = counted ? nullCounts.get(page) : UNKNOWN;
            bounds.add(new PageBounds(nullPages.get(page), nulls, mins.get(page), maxs.get(page)));
        }
        return bounds;
    }
}
