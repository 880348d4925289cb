package org.eventextractor.job.publish;

import java.util.Set;
import org.eventextractor.core.lifecycle.ReasonCode;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.StateReason;
import org.eventextractor.core.request.ErrorPolicy;
import org.jspecify.annotations.Nullable;

/**
 * How an extract ended.
 *
 * @param state a final state
 * @param reason why
 */
record Verdict(RequestState state, StateReason reason) {

    private static final Set<String> WITHHOLDING =
            Set.of(ReasonCode.NOTHING_READABLE.text(), ReasonCode.TOO_MANY_FAILED_PARTITIONS.text());

    /**
     * Judges what was read.
     *
     * @param policy the request's own
     * @param resumeFrom the job whose unread files were read; null if everything was
     */
    static Verdict on(ExtractSummary summary, ErrorPolicy policy, @Nullable String resumeFrom) {
        int failed = summary.failedPartitions().size();
        if (failed > 0 && summary.sources().stream().allMatch(source -> source.objects() == source.objectsFailed())) {
            return new Verdict(
                    RequestState.FAILED,
                    new StateReason(
                            ReasonCode.NOTHING_READABLE, "Not one source file could be read. errors.json says why."));
        }
        if (failed > 0 && exceeds(summary, policy)) {
            return new Verdict(
                    RequestState.FAILED,
                    new StateReason(ReasonCode.TOO_MANY_FAILED_PARTITIONS, tooMany(summary, policy)));
        }
        if (failed > 0) {
            return new Verdict(
                    RequestState.COMPLETED_WITH_ERRORS,
                    new StateReason(
                            ReasonCode.PARTITIONS_FAILED,
                            failed + " of " + summary.funnel().partitionsFound() + " day folders could not be read"
                                    + " whole; the rest is delivered. error_days.json names them, errors.json says why."));
        }
        if (summary.totalEvents() == 0) {
            String why = resumeFrom == null ? whyEmpty(summary) : whyNoMore(summary, resumeFrom);
            return new Verdict(RequestState.COMPLETED_EMPTY, new StateReason(ReasonCode.NO_EVENTS, why));
        }
        return new Verdict(
                RequestState.COMPLETED, new StateReason(ReasonCode.COMPLETED, delivered(summary.totalEvents())));
    }

    private static String delivered(long events) {
        return events == 1
                ? "The one matching event is delivered."
                : "All " + events + " matching events are delivered.";
    }

    /** Whether a failure has this reason since it was judged so: nothing is delivered, though all was done. */
    static boolean withholds(StateReason reason) {
        return WITHHOLDING.contains(reason.code());
    }

    private static boolean exceeds(ExtractSummary summary, ErrorPolicy policy) {
        long found = Math.max(1, summary.funnel().partitionsFound());
        return policy.onPartitionError() == ErrorPolicy.OnPartitionError.FAIL
                || 100L * summary.failedPartitions().size() > policy.maxFailedPartitionPercent() * found;
    }

    private static String tooMany(ExtractSummary summary, ErrorPolicy policy) {
        String limit = policy.onPartitionError() == ErrorPolicy.OnPartitionError.FAIL
                ? "the request's errorPolicy allows none"
                : "the request's errorPolicy allows " + policy.maxFailedPartitionPercent() + " %";
        return summary.failedPartitions().size() + " of "
                + summary.funnel().partitionsFound() + " day folders could not be read whole, and " + limit
                + ". Of the others " + summary.funnel().rowsRead() + " events were read and "
                + summary.totalEvents()
                + " matched; nothing is delivered. error_days.json names the days, errors.json says"
                + " why.";
    }

    private static String whyEmpty(ExtractSummary summary) {
        var funnel = summary.funnel();
        if (funnel.objects() == 0) {
            return "No event matched: the " + funnel.partitionsAsked()
                    + " day folders of this range hold no files. Check the date range, and that events of these types are"
                    + " kept where the extractor looks.";
        }
        if (funnel.rowsInRange() == 0) {
            return "No event matched: " + funnel.rowsRead()
                    + " events were read and none lies in the date range. Check the date range.";
        }
        return "No event matched: " + funnel.rowsInRange()
                + " events lie in the date range and none is of the users asked for. Check the user UUIDs.";
    }

    private static String whyNoMore(ExtractSummary summary, String earlierJob) {
        String files = "the files that the extract of job " + earlierJob + " could not read ";
        return summary.funnel().objects() == 0
                ? "Nothing to add: " + files + "are not there any more."
                : "Nothing to add: " + files + "hold no matching event (files read now: "
                        + summary.funnel().objects() + ").";
    }
}
