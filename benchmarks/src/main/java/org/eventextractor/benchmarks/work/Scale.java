package org.eventextractor.benchmarks.work;

/**
 * How much is measured.
 *
 * @param smallDays day folders of 1,440 small files
 * @param fewerSmallDays the same, in the shorter run that warm-up is told by
 * @param copies how often each of three days' files is there where many rows are wanted
 * @param largeDays day folders of one large file of half a million rows
 * @param fewerLargeDays the same, where every row is delivered or every byte goes through the object server
 * @param rounds how often each contender runs, at least once
 */
public record Scale(int smallDays, int fewerSmallDays, int copies, int largeDays, int fewerLargeDays, int rounds) {

    /** Some minutes. */
    public static Scale usual() {
        return new Scale(60, 15, 5, 60, 20, 2);
    }

    /** An hour or so. */
    public static Scale full() {
        return new Scale(60, 15, 20, 200, 60, 5);
    }

    /** A minute or so, to see whether everything runs; what it measures is start-up. */
    public static Scale trial() {
        return new Scale(3, 1, 2, 2, 1, 1);
    }

    /** The same data, and each contender runs as often as this. */
    public Scale withRounds(int runs) {
        return new Scale(smallDays, fewerSmallDays, copies, largeDays, fewerLargeDays, runs);
    }
}
