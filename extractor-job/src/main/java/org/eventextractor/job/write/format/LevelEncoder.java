package org.eventextractor.job.write.format;

import java.util.Arrays;
import java.util.List;

/** The repetition levels, or the definition levels, of a page. Not safe for use by many threads. */
final class LevelEncoder {

    private final int maxLevel;
    private final long[] histogram;
    private final EncodedBytes bytes = new EncodedBytes();
    private final RunEncoder runs;

    LevelEncoder(int maxLevel) {
        this.maxLevel = maxLevel;
        histogram = new long[maxLevel + 1];
        runs = new RunEncoder(bytes, RunEncoder.bitWidth(maxLevel));
    }

    void add(int level, int times) {
        histogram[level] += times;
        if (maxLevel > 0) {
            runs.add(level, times);
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

    /** Appends the levels to a page, and begins a new one. */
    void endPage(EncodedBytes page) {
        if (maxLevel > 0) {
            runs.finish();
            page.putInt(bytes.size());
            page.putAll(bytes);
            bytes.clear();
        }
        Arrays.fill(histogram, 0);
    }
}
