package org.eventextractor.job.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Selections of rows against sets of bits. */
class RowSelectionTest {

    private static final long SEED = 1_618_033;
    private static final int CASES = 3_000;
    private static final int MOST_ROWS = 200;

    private final Random random = new Random(SEED);

    @Test
    void holdsTheRowsThatWereAdded() {
        for (int i = 0; i < CASES; i++) {
            BitSet bits = randomBits();

            assertHolds(selection(bits), bits, i);
        }
    }

    @Test
    void andHoldsTheRowsOfBoth() {
        for (int i = 0; i < CASES; i++) {
            BitSet one = randomBits();
            BitSet other = randomBits();
            RowSelection both = selection(one).and(selection(other));

            one.and(other);
            assertHolds(both, one, i);
        }
    }

    @Test
    void plusHoldsTheRowsOfEither() {
        for (int i = 0; i < CASES; i++) {
            BitSet one = randomBits();
            BitSet other = randomBits();
            other.andNot(one);
            RowSelection either = selection(one).plus(selection(other));

            one.or(other);
            assertHolds(either, one, i);
        }
    }

    @Test
    void meetsTellsWhetherAnyRowIsThere() {
        for (int i = 0; i < CASES; i++) {
            BitSet bits = randomBits();
            int from = random.nextInt(MOST_ROWS);
            int to = from + 1 + random.nextInt(MOST_ROWS / 4);

            assertThat(selection(bits).meets(from, to))
                    .as("%s to %s of %s, case %s with seed %s", from, to, bits, i, SEED)
                    .isEqualTo(!bits.get(from, to).isEmpty());
        }
    }

    @Test
    void splitPartsAreFullAndInOrder() {
        for (int i = 0; i < CASES; i++) {
            BitSet bits = randomBits();
            int maxRows = 1 + random.nextInt(MOST_ROWS);
            List<RowSelection> parts = selection(bits).split(maxRows);

            RowSelection together = RowSelection.none();
            for (int part = 0; part < parts.size(); part++) {
                boolean last = part == parts.size() - 1;
                assertThat(parts.get(part).count())
                        .as("part %s, case %s with seed %s", part, i, SEED)
                        .isBetween(last ? 1 : maxRows, maxRows);
                assertThat(last || end(parts.get(part)) <= parts.get(part + 1).start(0))
                        .isTrue();
                together = together.plus(parts.get(part));
            }
            assertHolds(together, bits, i);
        }
    }

    @Test
    void allAreTheFirstRows() {
        BitSet bits = new BitSet();
        bits.set(0, 7);

        assertHolds(RowSelection.all(7), bits, 0);
        assertThat(RowSelection.all(0).isEmpty()).isTrue();
    }

    private static int end(RowSelection rows) {
        return rows.end(rows.runs() - 1);
    }

    private static void assertHolds(RowSelection rows, BitSet expected, int number) {
        BitSet held = new BitSet();
        int end = -1;
        for (int run = 0; run < rows.runs(); run++) {
            assertThat(rows.start(run))
                    .as("run %s, case %s with seed %s", run, number, SEED)
                    .isGreaterThan(end);
            end = rows.end(run);
            assertThat(end).isGreaterThan(rows.start(run));
            held.set(rows.start(run), end);
        }
        assertThat(held).as("case %s with seed %s", number, SEED).isEqualTo(expected);
        assertThat(rows.count()).isEqualTo(expected.cardinality());
        assertThat(rows.isEmpty()).isEqualTo(expected.isEmpty());
    }

    private static RowSelection selection(BitSet bits) {
        RowSelection.Builder rows = new RowSelection.Builder();
        bits.stream().forEach(rows::add);
        return rows.build();
    }

    /** Of any density, in runs of any length. */
    private BitSet randomBits() {
        BitSet bits = new BitSet();
        int longestRun = 1 + random.nextInt(20);
        int longestGap = 1 + random.nextInt(40);
        for (int row = random.nextInt(longestGap + 1); row < MOST_ROWS; row += random.nextInt(longestGap) + 1) {
            int end = Math.min(MOST_ROWS, row + 1 + random.nextInt(longestRun));
            bits.set(row, end);
            row = end;
        }
        return random.nextInt(20) == 0 ? new BitSet() : bits;
    }
}
