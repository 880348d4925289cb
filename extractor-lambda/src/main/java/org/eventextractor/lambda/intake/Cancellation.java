package org.eventextractor.lambda.intake;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eventextractor.core.lifecycle.ReasonCode;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.lifecycle.StateReason;
import org.eventextractor.core.lifecycle.StatusStore;
import org.eventextractor.core.request.Fault;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.workspace.RequestId;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.lambda.batch.JobQueueException;
import org.eventextractor.lambda.batch.JobSubmitter;
import org.eventextractor.lambda.event.ObjectCreated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends requests whose requesters put a cancellation beside them: each the one request that {@link CancellationTargets}
 * finds for it, which is noted first, so that the same cancellation, delivered again, ends no other. Where that request
 * is not seen yet, {@link Admission} ends it as soon as it is.
 *
 * <p>Thread-safe.
 */
final class Cancellation {

    private static final Logger log = LoggerFactory.getLogger(Cancellation.class);

    /** Why the status of a request that its requester cancelled is final. */
    static final StateReason REASON =
            new StateReason(ReasonCode.CANCELLED_BY_REQUESTER, "The request was cancelled. Nothing is delivered.");

    private static final Fault TOO_LATE = new Fault(
            "",
            "cancelTooLate",
            "the cancellation came when the data was written already",
            "Nothing needs to be done. Ask the operators to remove the results if nobody may have them.");

    private final ObjectStore requests;
    private final JobSubmitter jobs;
    private final CancellationTargets targets;
    private final CancellationNotes notes;
    private final Claims claims;
    private final EndNotes endNotes;
    private final Clock clock;

    Cancellation(
            ObjectStore requests,
            JobSubmitter jobs,
            CancellationTargets targets,
            CancellationNotes notes,
            Claims claims,
            Clock clock) {
        this.requests = requests;
        this.jobs = jobs;
        this.targets = targets;
        this.notes = notes;
        this.claims = claims;
        this.endNotes = new EndNotes(requests);
        this.clock = clock;
    }

    /**
     * Deals with one delivery of a cancellation's event.
     *
     * @throws StorageException if the status cannot be read or written: the event must come again
     * @throws JobQueueException if the job could not be ended and may be when the event comes again
     */
    IntakeOutcome receive(ObjectCreated object) {
        String requestKey = RequestPaths.requestOfCancellation(object.key());
        String cancellationId = RequestId.of(object.bucket(), object.key(), object.version());
        IntakeOutcome outcome = notes.target(cancellationId)
                .map(requestId -> cancel(new RequestPaths(requestKey, requestId)))
                .orElseGet(() -> cancelFirst(cancellationId, requestKey, object.writtenAt(clock.instant())));
        log.info("{}: {}", object.key(), outcome);
        return outcome;
    }

    private IntakeOutcome cancelFirst(String cancellationId, String requestKey, Instant at) {
        CancellationTarget target = target(cancellationId, requestKey, at);
        if (target instanceof CancellationTarget.Known known) {
            String requestId = notes.aim(cancellationId, known.paths().requestId());
            return cancel(new RequestPaths(requestKey, requestId));
        }
        return target instanceof CancellationTarget.Awaited ? IntakeOutcome.WAITING : IntakeOutcome.IGNORED;
    }

    /**
     * Admission writes a status and then looks for the note; a cancellation writes the note and then looks for a status
     * again: of two at the same time one sees what the other has written.
     */
    private CancellationTarget target(String cancellationId, String requestKey, Instant at) {
        CancellationTarget target = targets.find(requestKey, at);
        if (target instanceof CancellationTarget.Awaited awaited) {
            notes.await(requestKey, awaited.eTag(), cancellationId, at);
            return targets.find(requestKey, at);
        }
        return target;
    }

    /** Comes a cancellation again, its job is ended again: the delivery before may have died in between. */
    private IntakeOutcome cancel(RequestPaths paths) {
        RequestStatus status = new StatusStore(requests, paths, clock).update(Cancellation::cancelled);
        if (status.state() != RequestState.CANCELLED) {
            return IntakeOutcome.SETTLED;
        }
        Optional.ofNullable(status.jobId())
                .or(() -> jobs.findByName(paths.jobName()))
                .ifPresentOrElse(this::terminate, () -> note(paths, status));
        return IntakeOutcome.CANCELLED;
    }

    /**
     * As long as a delivery of the request's event holds the claim, it may still freeze whom to call back: then it is
     * that delivery which notes the end.
     */
    private void note(RequestPaths paths, RequestStatus cancelled) {
        if (claims.isSettled(paths)) {
            endNotes.leave(paths, cancelled);
        }
    }

    /** A job that cannot be ended from outside ends when it next looks at the status. */
    private void terminate(String jobId) {
        try {
            jobs.terminate(jobId, REASON.message());
        } catch (JobQueueException e) {
            if (e.retryable()) {
                throw e;
            }
            log.warn("job {} is left to end by itself", jobId, e);
        }
    }

    private static RequestStatus cancelled(RequestStatus current) {
        if (current.state() == RequestState.FINALIZING) {
            return current.withMoreWarnings(List.of(TOO_LATE));
        }
        return current.withState(RequestState.CANCELLED, REASON);
    }
}
