package org.eventextractor.job.write.format;

import java.util.Arrays;
import java.util.List;

/** The repetition levels, or the definition levels, of a page. Not safe for use by many threads. */
final class LevelEncoder {

    private final int maxLevel;
    private final long[] histogram;
    private final NumberList levels = new NumberList();

    LevelEncoder(int maxLevel) {
        this.maxLevel = maxLevel;
        histogram = new long[maxLevel + 1];
    }

    void add(int level, int times) {
        histogram[level] += times;
        if (maxLevel > 0) {
            levels.add(level, times);
        }
    }

    /** How many entries of the page are at a level. */
    long count(int level) {
        return histogram[level];
    }

    /** How many entries of the page are at each level, from 0 on. */
    List<Long> histogram() {
        return Arrays.stream(histogram).boxed().toList();
    }

    /** Appends the levels to a page, and begins a new one. Levels that can only be 0 are not stored. */
    void endPage(EncodedBytes page) {
        if (maxLevel > 0) {
            int lengthAt = page.size();
            page.putInt(0);
            RunEncoder.encode(levels, RunEncoder.bitWidth(maxLevel), page);
            page.setInt(lengthAt, page.size() - lengthAt - Integer.BYTES);
        }
        levels.clear();
        Arrays.fill(histogram, 0);
    }
}
