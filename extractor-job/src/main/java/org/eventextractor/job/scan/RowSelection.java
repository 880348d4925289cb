package org.eventextractor.job.scan;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Rows of one row group, in ascending order, each at most once. Counted from 0 at the row group's first row. */
final class RowSelection {

    /** Null where the rows are exactly 0 to count - 1. */
    private final int @Nullable [] rows;

    private final int count;

    private RowSelection(int @Nullable [] rows, int count) {
        this.rows = rows;
        this.count = count;
    }

    static RowSelection all(int rowCount) {
        return new RowSelection(null, rowCount);
    }

    int count() {
        return count;
    }

    int row(int index) {
        return rows == null ? index : rows[index];
    }

    /** Gathers rows; as long as no row is left out it needs no memory. */
    static final class Builder {

        private static final int FIRST_CAPACITY = 16;

        private int @Nullable [] rows;
        private int count;

        /** @param row greater than any added before */
        void add(int row) {
            if (rows == null && row != count) {
                rows = identity();
            }
            if (rows != null) {
                if (count == rows.length) {
                    rows = Arrays.copyOf(rows, count * 2);
                }
                rows[count] = row;
            }
            count++;
        }

        private int[] identity() {
            int[] identity = new int[Math.max(FIRST_CAPACITY, count + 1)];
            Arrays.setAll(identity, index -> index);
            return identity;
        }

        int count() {
            return count;
        }

        RowSelection build() {
            return new RowSelection(rows, count);
        }
    }
}
