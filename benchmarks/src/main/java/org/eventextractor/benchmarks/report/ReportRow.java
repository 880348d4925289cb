package org.eventextractor.benchmarks.report;

import org.jspecify.annotations.Nullable;

/**
 * One figure of one work. A ratio above 1 is always in the product's favour.
 *
 * @param work what was done
 * @param against whom, or which limit, the product is held against
 * @param figure what was measured
 * @param unit of {@code product} and {@code peer}
 * @param product the product's figure
 * @param peer the other's, or the limit; null if there is none
 * @param ratio how many times better the product is; null without a peer
 * @param goal the least ratio wanted; null where none is set
 * @param reached whether the ratio is at least the goal; null without a goal
 */
public record ReportRow(
        String work,
        String against,
        String figure,
        String unit,
        double product,
        @Nullable Double peer,
        @Nullable Double ratio,
        @Nullable Double goal,
        @Nullable Boolean reached) {

    /** A figure of which less is better. */
    public static ReportRow less(Subject subject, String unit, double product, double peer, @Nullable Double goal) {
        return of(subject, unit, product, peer, peer / product, goal);
    }

    /** A figure of which more is better. */
    public static ReportRow more(Subject subject, String unit, double product, double peer, @Nullable Double goal) {
        return of(subject, unit, product, peer, product / peer, goal);
    }

    /** A figure that stands beside nothing. */
    public static ReportRow alone(Subject subject, String unit, double product) {
        return new ReportRow(
                subject.work(), subject.against(), subject.figure(), unit, product, null, null, null, null);
    }

    private static ReportRow of(
            Subject subject, String unit, double product, double peer, double ratio, @Nullable Double goal) {
        return new ReportRow(
                subject.work(),
                subject.against(),
                subject.figure(),
                unit,
                product,
                peer,
                ratio,
                goal,
                goal == null ? null : ratio >= goal);
    }

    /** What a row is about. */
    public record Subject(String work, String against, String figure) {}
}
