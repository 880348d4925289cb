package org.eventextractor.lambda.sweep;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eventextractor.core.lifecycle.OpenRequests;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.lambda.batch.JobLookup;
import org.eventextractor.lambda.queue.MessageQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the open requests of a deployment, so that none stays open for ever whatever died: the function that took
 * it in, its job, or an event on the way.
 *
 * <p>A sweep looks at page after page of their listing, at those of a page in groups, as long as there is time; where it
 * stops the next one goes on. A request that cannot be dealt with, however slowly it fails, keeps no other from its turn.
 *
 * <p>Thread-safe; of two sweeps at the same time each does what the other does, to no harm.
 */
public final class Sweeper {

    private static final Logger log = LoggerFactory.getLogger(Sweeper.class);

    private static final int MAX_PAGES = 20;

    /** As many jobs as Batch describes in one call. */
    private static final int GROUP = 100;

    private final OpenRequests open;
    private final SweepCursor cursor;
    private final Inspection inspection;
    private final JobInquiry inquiry;
    private final Duration reserve;

    /**
     * @param requests the request bucket
     * @param jobs asked what became of jobs, where there are some to ask for
     * @param ends ends requests
     * @param intake the queue of the events that intake takes requests in by
     * @param reserve the most time that one request may take
     * @param silence as long as nobody has been silent for longer, a request is in somebody's hands
     * @param clock tells how old requests are
     */
    public Sweeper(
            ObjectStore requests,
            Supplier<JobLookup> jobs,
            RequestEnds ends,
            MessageQueue intake,
            Duration reserve,
            Duration silence,
            Clock clock) {
        this.open = new OpenRequests(requests);
        this.cursor = new SweepCursor(requests);
        this.inspection = new Inspection(requests, jobs, ends, intake, silence, clock);
        this.inquiry = new JobInquiry(jobs, ends, clock);
        this.reserve = reserve;
    }

    /**
     * Sweeps once.
     *
     * @param timeLeft how long the caller can be at work
     * @throws RuntimeException if the open requests cannot be listed
     */
    public SweepReport sweep(Supplier<Duration> timeLeft) {
        SweepCursor.Position from = cursor.read();
        SweepTime time = new SweepTime(timeLeft, reserve);
        SweepRun run = new SweepRun(open, inspection, inquiry, time);
        Optional<SweepCursor.Position> stopped = sweepFrom(from, run, time);
        stopped.ifPresentOrElse(cursor::keep, () -> forget(from));
        SweepReport report = run.report(stopped.isEmpty());
        log.info("swept: {}", report);
        if (!report.complete() && report.outcomes().isEmpty()) {
            log.error(
                    "there was no time for a single request: the function's time limit must be longer than {}",
                    reserve);
        }
        return report;
    }

    /** Where time or pages ended; empty if the open requests did. */
    private Optional<SweepCursor.Position> sweepFrom(SweepCursor.Position from, SweepRun run, SweepTime time) {
        SweepCursor.Position at = from;
        for (int pages = 0; pages < MAX_PAGES && time.isLeft(); pages++) {
            OpenRequests.Page page = page(at);
            Optional<String> stopped = sweepPage(at.rest(page.notes()), run);
            if (stopped.isPresent()) {
                return Optional.of(new SweepCursor.Position(at.pageToken(), stopped.get()));
            }
            if (page.nextToken() == null) {
                return Optional.empty();
            }
            at = new SweepCursor.Position(page.nextToken(), null);
        }
        return Optional.of(at);
    }

    /** A page that was remembered and is no more must not end all sweeps to come. */
    private OpenRequests.Page page(SweepCursor.Position at) {
        try {
            return open.page(at.pageToken());
        } catch (RuntimeException e) {
            forget(at);
            throw e;
        }
    }

    private void forget(SweepCursor.Position position) {
        if (!position.equals(SweepCursor.Position.start())) {
            cursor.clear();
        }
    }

    /** The first note that was not come to; empty if all were. */
    private static Optional<String> sweepPage(List<String> notes, SweepRun run) {
        for (int from = 0; from < notes.size(); from += GROUP) {
            Optional<String> stopped = run.sweep(notes.subList(from, Math.min(from + GROUP, notes.size())));
            if (stopped.isPresent()) {
                return stopped;
            }
        }
        return Optional.empty();
    }
}
