package org.eventextractor.lambda.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eventextractor.core.lifecycle.StatusStore;
import org.eventextractor.core.prepare.RequestPreparer;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.workspace.Claim;
import org.eventextractor.core.workspace.RequestId;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.lambda.batch.JobSubmitter;
import org.eventextractor.lambda.event.ObjectCreated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Takes requests in: claims each, so that however often its event comes exactly one job is submitted, checks and plans
 * it, and leaves a status that says how it went. Nothing ends without a word: what fails after the claim is told in the
 * status, and where even that cannot be written the call throws, so that the event comes again.
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
    private final Claims claims;
    private final Admission admission;

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
        this.claims = new Claims(requests, clock);
        this.admission = new Admission(requests, preparer, jobs);
    }

    /**
     * Deals with one delivery of one object's event.
     *
     * @param object what was created
     * @param timeLeft how long the caller can be at work
     * @return what became of it
     * @throws StorageException if not even the claim or the status could be written: the event must come again
     */
    IntakeOutcome receive(ObjectCreated object, Duration timeLeft) {
        if (!object.bucket().equals(requests.root().root()) || !RequestPaths.isRequest(object.key())) {
            return IntakeOutcome.IGNORED;
        }
        String requestId = RequestId.of(object.bucket(), object.key(), object.version());
        MDC.put(REQUEST_ID, requestId);
        try {
            IntakeOutcome outcome =
                    claimed(claim(object, requestId, timeLeft), new RequestPaths(object.key(), requestId));
            log.info("{}: {}", object.key(), outcome);
            return outcome;
        } finally {
            MDC.remove(REQUEST_ID);
        }
    }

    private Claim claim(ObjectCreated object, String requestId, Duration timeLeft) {
        Instant now = clock.instant();
        Duration lease = timeLeft.compareTo(SHORTEST_LEASE) > 0 ? timeLeft : SHORTEST_LEASE;
        return new Claim(
                requestId, object.bucket(), object.key(), object.eTag(), object.versionId(), now, now.plus(lease));
    }

    private IntakeOutcome claimed(Claim wanted, RequestPaths paths) {
        ClaimAttempt attempt = claims.attempt(wanted, paths);
        if (attempt instanceof ClaimAttempt.Won won) {
            IntakeOutcome outcome = workOn(won, paths);
            claims.settle(won, paths);
            return outcome;
        }
        return attempt instanceof ClaimAttempt.Settled ? IntakeOutcome.SETTLED : IntakeOutcome.HELD;
    }

    private IntakeOutcome workOn(ClaimAttempt.Won won, RequestPaths paths) {
        StatusDesk status = new StatusDesk(
                new StatusStore(requests, paths, clock), won.claim().receivedAt());
        try {
            Optional<IntakeOutcome> earlier = won.takenOver() ? recover(paths, status) : Optional.empty();
            return earlier.orElseGet(() -> admission.admit(won.claim(), paths, status));
        } catch (RuntimeException e) {
            log.error("the request could not be taken in", e);
            status.received();
            status.failed(FailureReasons.of(e));
            return IntakeOutcome.FAILED;
        }
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
