package org.eventextractor.benchmarks.work;

/**
 * How much is measured.
 *
 * @param smallDays day folders of 1,440 small files
 * @param fewerSmallDays the same, in the shorter run that warm-up is told by
 * @param copies how often each of three days' files is there where many rows are wanted
 * @param largeDays day folders of one large file of half a million rows
 * @param rounds how often each contender runs
 */
public record Scale(int smallDays, int fewerSmallDays, int copies, int largeDays, int rounds) {

    /** Some minutes. */
    public static Scale usual() {
        return new Scale(60, 15, 5, 10, 2);
    }

    /** An hour or so. */
    public static Scale full() {
        return new Scale(60, 15, 20, 20, 5);
    }

    /** A minute or so, to see whether everything runs; what it measures is start-up. */
    public static Scale trial() {
        return new Scale(3, 1, 1, 1, 1);
    }
}
