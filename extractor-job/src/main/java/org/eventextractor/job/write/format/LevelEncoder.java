package org.eventextractor.job.write.format;

import java.util.Arrays;
import java.util.List;
import org.apache.parquet.bytes.BytesUtils;
import org.jspecify.annotations.Nullable;

/** The repetition levels, or the definition levels, of a page. Not safe for use by many threads. */
final class LevelEncoder {

    private final int maxLevel;
    private final long[] histogram;
    private final NumberList levels = new NumberList();

    LevelEncoder(int maxLevel) {
        this.maxLevel = maxLevel;
        histogram = new long[maxLevel + 1];
    }

    void add(int level) {
        histogram[level]++;
        if (maxLevel > 0) {
            levels.add(level);
        }
    }

    /**
     * Adds what the levels of a source's entries {@code from} (included) to {@code to} (excluded) become here.
     *
     * @param sources the level of each of the source's entries; null if all are 0, as they always are where the highest
     *     level here is 0
     * @param targets for each level of the source, from 0 on, what it becomes here: from 0 to the highest level
     */
    void addAll(byte @Nullable [] sources, int[] targets, int from, int to) {
        if (sources == null) {
            addAll(targets[0], to - from);
            return;
        }
        for (int entry = from; entry < to; entry++) {
            int level = targets[sources[entry]];
            histogram[level]++;
            levels.add(level);
        }
    }

    private void addAll(int level, int times) {
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
            RunEncoder.encode(levels, BytesUtils.getWidthFromMaxInt(maxLevel), page);
            page.setInt(lengthAt, page.size() - lengthAt - Integer.BYTES);
        }
        levels.clear();
        Arrays.fill(histogram, 0);
    }
}
