package org.eventextractor.lambda.sweep;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.eventextractor.core.lifecycle.OpenRequests;
import org.eventextractor.lambda.batch.JobLife;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The work of one sweep, and the count of what came of it. Used by one thread. */
final class SweepRun {

    private static final Logger log = LoggerFactory.getLogger(SweepRun.class);

    private final OpenRequests open;
    private final Inspection inspection;
    private final JobInquiry inquiry;
    private final SweepTime time;
    private final Map<SweepOutcome, Integer> outcomes = new EnumMap<>(SweepOutcome.class);

    SweepRun(OpenRequests open, Inspection inspection, JobInquiry inquiry, SweepTime time) {
        this.open = open;
        this.inspection = inspection;
        this.inquiry = inquiry;
        this.time = time;
    }

    /**
     * Looks at some requests, and then asks for the jobs of those that have one.
     *
     * @param notes of the requests
     * @return the first whose turn did not come; empty if there was time for all
     */
    Optional<String> sweep(List<String> notes) {
        List<Finding.HasJob> withJob = new ArrayList<>();
        int seen = look(notes, withJob);
        return askFor(withJob).or(() -> notes.stream().skip(seen).findFirst());
    }

    /** @param complete whether all open requests were looked at */
    SweepReport report(boolean complete) {
        return new SweepReport(outcomes, complete);
    }

    /** How many there was time for. The other half of it is for asking what became of their jobs. */
    private int look(List<String> notes, List<Finding.HasJob> withJob) {
        BooleanSupplier looking = time.half();
        int seen = 0;
        while (seen < notes.size() && looking.getAsBoolean()) {
            look(notes.get(seen)).ifPresent(withJob::add);
            seen++;
        }
        return seen;
    }

    /** Its job is still to be asked for; empty if that is not needed, or there is nothing to look at any more. */
    private Optional<Finding.HasJob> look(String note) {
        Optional<Finding> finding = guarded(note, () -> open.read(note).map(inspection::look))
                .orElse(Optional.of(new Finding.Done(SweepOutcome.FAILED)));
        if (finding.isPresent() && finding.get() instanceof Finding.Done done) {
            count(done.outcome());
        }
        return finding.filter(Finding.HasJob.class::isInstance).map(Finding.HasJob.class::cast);
    }

    /**
     * One has its turn whatever time is left: a sweep that came to none would be followed by one that begins with the
     * same and comes to none.
     */
    private Optional<String> askFor(List<Finding.HasJob> withJob) {
        Optional<Map<String, JobLife>> lives =
                guarded("what " + withJob.size() + " jobs work on", () -> inquiry.ask(withJob));
        if (lives.isEmpty()) {
            withJob.forEach(found -> count(SweepOutcome.FAILED));
            return Optional.empty();
        }
        int turn = 0;
        while (turn < withJob.size() && (turn == 0 || time.isLeft())) {
            count(deal(withJob.get(turn), lives.get()));
            turn++;
        }
        return withJob.stream().skip(turn).findFirst().map(SweepRun::note);
    }

    private SweepOutcome deal(Finding.HasJob found, Map<String, JobLife> lives) {
        return guarded(note(found), () -> inquiry.deal(found, lives)).orElse(SweepOutcome.FAILED);
    }

    private static String note(Finding.HasJob found) {
        return found.open().paths().open();
    }

    private void count(SweepOutcome outcome) {
        outcomes.merge(outcome, 1, Integer::sum);
    }

    /** A request that cannot be dealt with keeps no other from its turn. */
    private static <T> Optional<T> guarded(String what, Supplier<T> work) {
        try {
            return Optional.of(work.get());
        } catch (RuntimeException e) {
            log.error("{} could not be swept; the next sweep tries again", what, e);
            return Optional.empty();
        }
    }
}
