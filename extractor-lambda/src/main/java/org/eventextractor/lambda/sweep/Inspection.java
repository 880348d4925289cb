package org.eventextractor.lambda.sweep;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.eventextractor.core.lifecycle.OpenRequests;
import org.eventextractor.core.lifecycle.RequestOwner;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.lifecycle.StatusStore;
import org.eventextractor.core.lifecycle.StoredClaims;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.workspace.Claim;
import org.eventextractor.core.workspace.OpenRequest;
import org.eventextractor.lambda.batch.JobLookup;
import org.eventextractor.lambda.queue.MessageQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at one open request: closes it if it has ended, sends its event again if it was never taken in, and finds its
 * job if it has one.
 *
 * <p>Thread-safe.
 */
final class Inspection {

    private static final Logger log = LoggerFactory.getLogger(Inspection.class);

    /** A job that was submitted is listed by then. */
    private static final Duration JOB_IS_LISTED = Duration.ofHours(1);

    /** What could not be taken in for so long will not be. */
    private static final Duration HOPELESS = Duration.ofDays(1);

    private final ObjectStore requests;
    private final OpenRequests openRequests;
    private final Supplier<JobLookup> jobs;
    private final RequestEnds ends;
    private final MessageQueue intake;
    private final Duration atWork;
    private final Clock clock;

    /** @param atWork as long as nobody has been silent for longer, a request is in somebody's hands */
    Inspection(
            ObjectStore requests,
            Supplier<JobLookup> jobs,
            RequestEnds ends,
            MessageQueue intake,
            Duration atWork,
            Clock clock) {
        this.requests = requests;
        this.openRequests = new OpenRequests(requests);
        this.jobs = jobs;
        this.ends = ends;
        this.intake = intake;
        this.atWork = atWork;
        this.clock = clock;
    }

    /** @throws RuntimeException if the request cannot be looked at or dealt with now */
    Finding look(OpenRequest request) {
        Instant now = clock.instant();
        if (Duration.between(request.listedAt(), now).compareTo(atWork) < 0) {
            return new Finding.Done(SweepOutcome.AT_WORK);
        }
        OpenCase open = new OpenCase(request, new StatusStore(requests, request.paths(), clock).read());
        return open.silence(now).compareTo(atWork) < 0
                ? new Finding.Done(SweepOutcome.AT_WORK)
                : lookAtSilent(open, now);
    }

    private Finding lookAtSilent(OpenCase open, Instant now) {
        Optional<RequestStatus> last =
                open.status().filter(status -> status.state().isFinal());
        if (last.isPresent()) {
            ends.close(open.paths(), last.get());
            return new Finding.Done(SweepOutcome.CLOSED);
        }
        return new RequestOwner(requests, open.paths())
                .owner()
                .or(() -> open.status().map(RequestStatus::jobId))
                .<Finding>map(jobId -> new Finding.HasJob(open, jobId))
                .orElseGet(() -> lookAtJobless(open, now));
    }

    private Finding lookAtJobless(OpenCase open, Instant now) {
        Optional<Claim> claim = StoredClaims.find(requests, open.paths());
        if (claim.filter(Claim::settled).isPresent()) {
            return lookForJob(open, now);
        }
        return claim.filter(held -> now.isBefore(held.leaseUntil())).isPresent()
                ? new Finding.Done(SweepOutcome.AT_WORK)
                : new Finding.Done(sendAgain(open, now));
    }

    /** Intake has dealt with it. Most likely it submitted a job, and could not write so. */
    private Finding lookForJob(OpenCase open, Instant now) {
        Optional<String> found = jobs.get().findByName(open.paths().jobName());
        if (found.isPresent()) {
            return new Finding.HasJob(open, found.get());
        }
        if (open.silence(now).compareTo(JOB_IS_LISTED) < 0) {
            return new Finding.Done(SweepOutcome.AT_WORK);
        }
        return new Finding.Done(open.status().isPresent() ? lost(open) : dropped(open));
    }

    /** It was deleted or replaced before it was read, or its status was removed: there is no end to tell. */
    private SweepOutcome dropped(OpenCase open) {
        openRequests.remove(open.paths());
        return SweepOutcome.CLOSED;
    }

    private SweepOutcome lost(OpenCase open) {
        ends.lost(open.paths(), Optional.empty());
        return SweepOutcome.LOST;
    }

    private SweepOutcome sendAgain(OpenCase open, Instant now) {
        if (open.age(now).compareTo(HOPELESS) > 0) {
            return lost(open);
        }
        log.warn(
                "request {} was never taken in: sending its event again",
                open.request().requestId());
        intake.send(EventAgain.of(open.request()));
        return SweepOutcome.SENT_AGAIN;
    }
}
