package org.eventextractor.job.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of one row group, in ascending order, each at most once: runs of consecutive ones. Rows are counted from 0 at
 * the row group's first. Immutable.
 */
final class RowSelection {

    private static final RowSelection NONE = new RowSelection(new int[0], 0, 0);

    /** First row (included) and end (excluded) of each run; runs neither touch nor are empty. */
    private final int[] bounds;

    private final int runs;
    private final int count;

    private RowSelection(int[] bounds, int runs, int count) {
        this.bounds = bounds;
        this.runs = runs;
        this.count = count;
    }

    static RowSelection none() {
        return NONE;
    }

    /** The first {@code rowCount} rows. */
    static RowSelection all(int rowCount) {
        return rowCount == 0 ? NONE : new RowSelection(new int[] {0, rowCount}, 1, rowCount);
    }

    /** How many rows there are. */
    int count() {
        return count;
    }

    /** What it takes in memory, about. */
    long memoryBytes() {
        return (long) bounds.length * Integer.BYTES;
    }

    boolean isEmpty() {
        return count == 0;
    }

    int runs() {
        return runs;
    }

    /** A run's first row. */
    int start(int run) {
        return bounds[2 * run];
    }

    /** The row after a run's last. */
    int end(int run) {
        return bounds[2 * run + 1];
    }

    /** Whether any of the rows {@code from} (included) to {@code to} (excluded, above it) is among these. */
    boolean meets(int from, int to) {
        int low = 0;
        int high = runs;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (end(middle) <= from) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < runs && start(low) < to;
    }

    /** The rows that are in both. */
    RowSelection and(RowSelection other) {
        Builder both = new Builder();
        int mine = 0;
        int others = 0;
        while (mine < runs && others < other.runs) {
            both.add(Math.max(start(mine), other.start(others)), Math.min(end(mine), other.end(others)));
            if (end(mine) < other.end(others)) {
                mine++;
            } else {
                others++;
            }
        }
        return both.build();
    }

    /** The rows of both, of which none is in the other. */
    RowSelection plus(RowSelection other) {
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() ? other : this;
        }
        Builder either = new Builder();
        int mine = 0;
        int others = 0;
        while (mine < runs || others < other.runs) {
            if (others == other.runs || (mine < runs && start(mine) < other.start(others))) {
                either.add(start(mine), end(mine++));
            } else {
                either.add(other.start(others), other.end(others++));
            }
        }
        return either.build();
    }

    /** The same rows, in order, in selections of {@code maxRows} each; the last may have fewer. */
    List<RowSelection> split(int maxRows) {
        if (count <= maxRows) {
            return isEmpty() ? List.of() : List.of(this);
        }
        List<RowSelection> parts = new ArrayList<>(count / maxRows + 1);
        Builder part = new Builder();
        for (int run = 0; run < runs; run++) {
            for (int from = start(run); from < end(run); ) {
                int to = Math.min(end(run), from + maxRows - part.count());
                part.add(from, to);
                from = to;
                if (part.count() == maxRows) {
                    parts.add(part.build());
                    part = new Builder();
                }
            }
        }
        if (part.count() > 0) {
            parts.add(part.build());
        }
        return parts;
    }

    /** Gathers rows in ascending order. Used once. */
    static final class Builder {

        private int[] bounds = new int[8];
        private int runs;
        private int count;

        /** @param row greater than any added before */
        void add(int row) {
            add(row, row + 1);
        }

        /** @param from a row greater than any added before; if it is not below {@code to}, nothing is added */
        void add(int from, int to) {
            if (from >= to) {
                return;
            }
            if (runs > 0 && bounds[2 * runs - 1] == from) {
                bounds[2 * runs - 1] = to;
            } else {
                startRun(from, to);
            }
            count += to - from;
        }

        private void startRun(int from, int to) {
            if (2 * runs == bounds.length) {
                bounds = Arrays.copyOf(bounds, bounds.length * 2);
            }
            bounds[2 * runs] = from;
            bounds[2 * runs + 1] = to;
            runs++;
        }

        int count() {
            return count;
        }

        RowSelection build() {
            return count == 0 ? NONE : new RowSelection(bounds, runs, count);
        }
    }
}
