package org.eventextractor.lambda.sweep;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.eventextractor.core.workspace.OpenRequest;
import org.eventextractor.lambda.batch.JobLife;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The work of one sweep, and the count of what came of it. Used by one thread. */
final class SweepRun {

    private static final Logger log = LoggerFactory.getLogger(SweepRun.class);

    private final Inspection inspection;
    private final JobInquiry inquiry;
    private final BooleanSupplier hasTime;
    private final Map<SweepOutcome, Integer> outcomes = new EnumMap<>(SweepOutcome.class);

    /** @param hasTime whether there is time for one more request */
    SweepRun(Inspection inspection, JobInquiry inquiry, BooleanSupplier hasTime) {
        this.inspection = inspection;
        this.inquiry = inquiry;
        this.hasTime = hasTime;
    }

    /** Looks at some requests; whether there was time for all of them. */
    boolean sweep(List<OpenRequest> group) {
        List<Finding.HasJob> withJob = new ArrayList<>();
        for (OpenRequest request : group) {
            if (!hasTime.getAsBoolean()) {
                return false;
            }
            look(request).ifPresent(withJob::add);
        }
        return askFor(withJob);
    }

    /** @param complete whether all open requests were looked at */
    SweepReport report(boolean complete) {
        return new SweepReport(outcomes, complete);
    }

    private Optional<Finding.HasJob> look(OpenRequest request) {
        Finding finding = guarded(request.requestId(), () -> inspection.look(request))
                .orElse(new Finding.Done(SweepOutcome.FAILED));
        if (finding instanceof Finding.Done done) {
            count(done.outcome());
            return Optional.empty();
        }
        return Optional.of((Finding.HasJob) finding);
    }

    private boolean askFor(List<Finding.HasJob> withJob) {
        Optional<Map<String, JobLife>> lives = guarded("of " + withJob.size() + " jobs", () -> inquiry.ask(withJob));
        if (lives.isEmpty()) {
            withJob.forEach(open -> count(SweepOutcome.FAILED));
            return true;
        }
        for (Finding.HasJob open : withJob) {
            if (!hasTime.getAsBoolean()) {
                return false;
            }
            count(guarded(open.open().request().requestId(), () -> inquiry.deal(open, lives.get()))
                    .orElse(SweepOutcome.FAILED));
        }
        return true;
    }

    private void count(SweepOutcome outcome) {
        outcomes.merge(outcome, 1, Integer::sum);
    }

    /** A request that cannot be dealt with keeps no other from its turn. */
    private static <T> Optional<T> guarded(String request, Supplier<T> work) {
        try {
            return Optional.of(work.get());
        } catch (RuntimeException e) {
            log.error("request {} could not be swept; the next sweep tries again", request, e);
            return Optional.empty();
        }
    }
}
