package org.eventextractor.lambda.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eventextractor.core.lifecycle.OpenRequests;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.lifecycle.StateReason;
import org.eventextractor.core.lifecycle.StatusStore;
import org.eventextractor.core.prepare.RequestPreparer;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.workspace.Claim;
import org.eventextractor.core.workspace.OpenRequest;
import org.eventextractor.core.workspace.RequestId;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.lambda.batch.JobQueueException;
import org.eventextractor.lambda.batch.JobSubmitter;
import org.eventextractor.lambda.event.ObjectCreated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Takes requests in: claims each, so that however often its event comes exactly one job is submitted, checks and plans
 * it, and leaves a status that says how it went. Nothing ends without a word: what fails after the claim is told in the
 * status, and an end without a job is noted, so that it is told at once. What may heal is left to the next delivery of
 * the event, and where not even the status can be written the call throws, so that the event comes again.
 *
 * <p>A request is listed as open before it is claimed: whatever dies after that, the sweep finds it. Intake takes it off
 * the list only where there is no request to end, since it was replaced or deleted before it was read and has no status;
 * all others leave the list when their end is told. An event of a settled claim does not list its request again.
 *
 * <p>Thread-safe.
 */
final class Intake {

    private static final Logger log = LoggerFactory.getLogger(Intake.class);

    private static final String REQUEST_ID = "requestId";

    /** A lease lasts as long as the claimant can be at work, and never so short that clocks decide who works. */
    private static final Duration SHORTEST_LEASE = Duration.ofMinutes(1);

    private final ObjectStore requests;
    private final JobSubmitter jobs;
    private final Clock clock;
    private final OpenRequests open;
    private final EndNotes endNotes;
    private final Claims claims;
    private final Admission admission;
    private final Cancellation cancellation;

    /**
     * @param requests the bucket of the requests, the only one whose events concern us
     * @param preparer checks, freezes and plans a request
     * @param jobs where jobs are put
     * @param clock of claims and status documents
     */
    Intake(ObjectStore requests, RequestPreparer preparer, JobSubmitter jobs, Clock clock) {
        this.requests = requests;
        this.jobs = jobs;
        this.clock = clock;
        this.open = new OpenRequests(requests);
        this.endNotes = new EndNotes(requests);
        this.claims = new Claims(requests, clock);
        CancellationNotes notes = new CancellationNotes(requests);
        this.admission = new Admission(requests, preparer, jobs, notes);
        CancellationTargets targets = new CancellationTargets(requests, open, clock);
        this.cancellation = new Cancellation(requests, jobs, targets, notes, claims, clock);
    }

    /**
     * Deals with one delivery of one object's event.
     *
     * @param object what was created
     * @param timeLeft how long the caller can be at work
     * @return what became of it
     * @throws StorageException if not even the claim or the status could be written: the event must come again
     * @throws JobQueueException if the job of a cancelled request could not be ended: the event must come again
     */
    IntakeOutcome receive(ObjectCreated object, Duration timeLeft) {
        if (!object.bucket().equals(requests.root().root())) {
            return IntakeOutcome.IGNORED;
        }
        if (RequestPaths.isCancellation(object.key())) {
            return cancellation.receive(object);
        }
        return RequestPaths.isRequest(object.key()) ? receiveRequest(object, timeLeft) : IntakeOutcome.IGNORED;
    }

    private IntakeOutcome receiveRequest(ObjectCreated object, Duration timeLeft) {
        OpenRequest request = request(object);
        MDC.put(REQUEST_ID, request.requestId());
        try {
            IntakeOutcome outcome = take(request, timeLeft);
            log.info("{}: {}", object.key(), outcome);
            return outcome;
        } finally {
            MDC.remove(REQUEST_ID);
        }
    }

    private OpenRequest request(ObjectCreated object) {
        Instant now = clock.instant();
        String requestId = RequestId.of(object.bucket(), object.key(), object.version());
        return new OpenRequest(
                requestId,
                object.bucket(),
                object.key(),
                object.eTag(),
                object.versionId(),
                object.sequencer(),
                object.writtenAt(now),
                now);
    }

    private Claim claim(OpenRequest request, Duration timeLeft) {
        Duration lease = timeLeft.compareTo(SHORTEST_LEASE) > 0 ? timeLeft : SHORTEST_LEASE;
        return new Claim(
                request.requestId(),
                request.bucket(),
                request.requestKey(),
                request.eTag(),
                request.versionId(),
                request.receivedAt(),
                clock.instant().plus(lease));
    }

    private IntakeOutcome take(OpenRequest request, Duration timeLeft) {
        RequestPaths paths = request.paths();
        if (claims.isSettled(paths)) {
            return IntakeOutcome.SETTLED;
        }
        open.add(request);
        ClaimAttempt attempt = claims.attempt(claim(request, timeLeft), paths);
        if (attempt instanceof ClaimAttempt.Won won) {
            IntakeOutcome outcome = workOn(won, paths);
            if (outcome.isLast()) {
                conclude(outcome, paths);
            }
            letGo(won, outcome, paths);
            return outcome;
        }
        return attempt instanceof ClaimAttempt.Settled ? IntakeOutcome.SETTLED : IntakeOutcome.HELD;
    }

    private void letGo(ClaimAttempt.Won won, IntakeOutcome outcome, RequestPaths paths) {
        if (outcome == IntakeOutcome.POSTPONED) {
            claims.release(won, paths);
        } else {
            claims.settle(won, paths);
        }
    }

    /** A request that was never read and has no status has no end either that somebody could tell. */
    private void conclude(IntakeOutcome outcome, RequestPaths paths) {
        Optional<RequestStatus> status = new StatusStore(requests, paths, clock).read();
        status.ifPresent(found -> endNotes.leave(paths, found));
        if (status.isEmpty() && outcome.isUnread()) {
            open.remove(paths);
        }
    }

    private IntakeOutcome workOn(ClaimAttempt.Won won, RequestPaths paths) {
        StatusDesk status = new StatusDesk(
                new StatusStore(requests, paths, clock), won.claim().receivedAt());
        try {
            Optional<IntakeOutcome> earlier = won.takenOver() ? recover(paths, status) : Optional.empty();
            return earlier.orElseGet(() -> admission.admit(won.claim(), paths, status));
        } catch (RuntimeException e) {
            status.received();
            return FailureReasons.ifItMayHeal(e)
                    .map(reason -> postponed(reason, status, e))
                    .orElseGet(() -> failed(status, e));
        }
    }

    private static IntakeOutcome postponed(StateReason reason, StatusDesk status, RuntimeException failure) {
        log.warn("the request could not be taken in now", failure);
        status.postponed(reason);
        return IntakeOutcome.POSTPONED;
    }

    private static IntakeOutcome failed(StatusDesk status, RuntimeException failure) {
        log.error("the request could not be taken in", failure);
        status.failed(FailureReasons.of(failure));
        return IntakeOutcome.FAILED;
    }

    /** What an earlier claimant had done before it died; empty if it submitted no job and reached no end. */
    private Optional<IntakeOutcome> recover(RequestPaths paths, StatusDesk status) {
        if (status.isSettled()) {
            return Optional.of(IntakeOutcome.SETTLED);
        }
        return jobs.findByName(paths.jobName()).map(jobId -> {
            status.received();
            status.recovered(jobId);
            return IntakeOutcome.RECOVERED;
        });
    }
}
