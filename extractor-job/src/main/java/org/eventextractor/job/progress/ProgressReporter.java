package org.eventextractor.job.progress;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;
import org.eventextractor.core.lifecycle.Progress;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.lifecycle.Timeline;
import org.eventextractor.core.plan.ExtractPlan;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells how far the work is: a log line and the status document, each time {@link #report} is called. What is added to
 * the status is the work done since the last report, so that several shards can add to one document.
 *
 * <p>A status that has become final was ended by another, mostly by the requester: whoever works is told so.
 *
 * <p>Not thread-safe: used by one timer.
 */
public final class ProgressReporter {

    private static final Logger log = LoggerFactory.getLogger(ProgressReporter.class);

    private static final double MEGABYTE = 1e6;

    private final ProgressMeter meter;
    private final WorkingStatus status;
    private final ExtractPlan plan;
    private final Clock clock;
    private final Consumer<RequestStatus> whenEnded;
    private final Instant startedAt;
    private Work reported = Work.none();

    /** @param whenEnded told of a final status, as often as it is seen; must not throw */
    public ProgressReporter(
            ProgressMeter meter,
            WorkingStatus status,
            ExtractPlan plan,
            Clock clock,
            Consumer<RequestStatus> whenEnded) {
        this.meter = meter;
        this.status = status;
        this.plan = plan;
        this.clock = clock;
        this.whenEnded = whenEnded;
        this.startedAt = clock.instant();
    }

    /**
     * Reports once. A status that cannot be written now is no reason to end the work: the next report makes up for it.
     */
    public void report() {
        Work now = meter.now();
        Work sinceLast = now.minus(reported);
        try {
            RequestStatus written = status.update(current -> advance(current, sinceLast));
            reported = now;
            log(written);
            tellIfEnded(written);
        } catch (RuntimeException e) {
            log.warn("progress could not be written to the status document", e);
        }
    }

    /** Looks whether the request was ended, and writes nothing: several shards look more often than they report. */
    public void look() {
        try {
            status.read().ifPresent(this::tellIfEnded);
        } catch (RuntimeException e) {
            log.warn("the status document could not be read", e);
        }
    }

    private void tellIfEnded(RequestStatus seen) {
        if (seen.state().isFinal()) {
            whenEnded.accept(seen);
        }
    }

    private RequestStatus advance(RequestStatus current, Work sinceLast) {
        Progress progress = add(current.progress(), sinceLast);
        Timeline times = current.timeline();
        return current.withProgress(progress)
                .withTimeline(
                        new Timeline(times.createdAt(), times.startedAt(), times.updatedAt(), expectedEnd(progress)));
    }

    private Progress add(Progress progress, Work work) {
        long bytesRead = Math.min(plan.bytes(), progress.bytesRead() + work.bytesRead());
        return new Progress(
                plan.bytes() == 0 ? 100 : (int) (100 * bytesRead / plan.bytes()),
                plan.slices().size(),
                (int) Math.min(plan.slices().size(), progress.slicesDone() + work.slices()),
                plan.objects(),
                Math.min(plan.objects(), progress.objectsDone() + work.objects()),
                progress.eventsMatched() + work.events(),
                bytesRead,
                progress.bytesWritten() + work.bytesWritten());
    }

    /** By the pace of all shards together, since this one began; unknown before the first percent. */
    private @Nullable Instant expectedEnd(Progress progress) {
        long left = plan.bytes() - progress.bytesRead();
        if (progress.percentComplete() == 0 || left <= 0) {
            return null;
        }
        Instant now = clock.instant();
        double millisSpent = Duration.between(startedAt, now).toMillis();
        return now.plusMillis((long) (millisSpent * left / progress.bytesRead()));
    }

    private void log(RequestStatus written) {
        Progress progress = written.progress();
        Instant end = written.timeline().estimatedCompletion();
        log.info(
                "{} % | {} of {} objects | {} events | {} of {} MB | {}",
                progress.percentComplete(),
                progress.objectsDone(),
                progress.objectsTotal(),
                progress.eventsMatched(),
                megabytes(progress.bytesRead()),
                megabytes(plan.bytes()),
                timeLeft(progress, end));
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / MEGABYTE);
    }

    private String timeLeft(Progress progress, @Nullable Instant end) {
        if (end == null) {
            return progress.percentComplete() == 100 ? "all read" : "time left unknown";
        }
        return Math.max(0, Duration.between(clock.instant(), end).toSeconds()) + " s left";
    }
}
