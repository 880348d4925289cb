package org.eventextractor.lambda.intake;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eventextractor.core.lifecycle.OpenRequests;
import org.eventextractor.core.lifecycle.ReasonCode;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.lifecycle.StateReason;
import org.eventextractor.core.lifecycle.StatusStore;
import org.eventextractor.core.request.Fault;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ObjectSummary;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.workspace.Claim;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.lambda.batch.JobQueueException;
import org.eventextractor.lambda.batch.JobSubmitter;
import org.eventextractor.lambda.event.ObjectCreated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends requests whose requesters put a cancellation beside them. It ends the newest request of the key that arrived
 * before it; one that arrived later is left alone. Once a later one has the place beside the key, only open requests are
 * known of those before: then the newest that is still open is ended, though a newer one may be closed already. An
 * upload that is at the key and has no status yet is waited for, except one of the same bytes as the request before it,
 * which cannot be told from that.
 *
 * <p>Thread-safe.
 */
final class Cancellation {

    private static final Logger log = LoggerFactory.getLogger(Cancellation.class);

    private static final StateReason REASON =
            new StateReason(ReasonCode.CANCELLED_BY_REQUESTER, "The request was cancelled. Nothing is delivered.");
    private static final Fault TOO_LATE = new Fault(
            "",
            "cancelTooLate",
            "the cancellation came when the data was written already",
            "Nothing needs to be done. Ask the operators to remove the results if nobody may have them.");

    private final ObjectStore requests;
    private final JobSubmitter jobs;
    private final OpenRequests open;
    private final Claims claims;
    private final Clock clock;

    Cancellation(ObjectStore requests, JobSubmitter jobs, OpenRequests open, Claims claims, Clock clock) {
        this.requests = requests;
        this.jobs = jobs;
        this.open = open;
        this.claims = claims;
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
        Instant at = object.writtenAt(clock.instant());
        Optional<RequestStatus> newest = StatusStore.newest(requests, requestKey, clock);
        boolean cameLater = newest.filter(
                        status -> status.timeline().createdAt().isAfter(at))
                .isPresent();
        IntakeOutcome outcome = cameLater ? cancelEarlier(requestKey, at) : cancelNewest(requestKey, newest);
        log.info("{}: {}", object.key(), outcome);
        return outcome;
    }

    private IntakeOutcome cancelNewest(String requestKey, Optional<RequestStatus> newest) {
        Optional<ObjectSummary> upload = requests.find(requestKey);
        if (newest.isEmpty()) {
            return upload.isPresent() ? IntakeOutcome.WAITING : IntakeOutcome.IGNORED;
        }
        RequestPaths paths = new RequestPaths(requestKey, newest.get().requestId());
        return upload.filter(found -> isAnother(found, paths)).isPresent() ? IntakeOutcome.WAITING : cancel(paths);
    }

    /** A later request has the status beside the key: of those before the cancellation only the open are listed. */
    private IntakeOutcome cancelEarlier(String requestKey, Instant at) {
        return open.newest(requestKey, at)
                .map(request -> cancel(request.paths()))
                .orElse(IntakeOutcome.IGNORED);
    }

    private boolean isAnother(ObjectSummary upload, RequestPaths paths) {
        return claims.find(paths)
                .map(Claim::eTag)
                .filter(eTag -> !eTag.equals(upload.eTag()))
                .isPresent();
    }

    /** Comes a cancellation again, its job is ended again: the delivery before may have died in between. */
    private IntakeOutcome cancel(RequestPaths paths) {
        RequestStatus status = new StatusStore(requests, paths, clock).update(Cancellation::cancelled);
        if (status.state() != RequestState.CANCELLED) {
            return IntakeOutcome.SETTLED;
        }
        Optional.ofNullable(status.jobId())
                .or(() -> jobs.findByName(paths.jobName()))
                .ifPresent(this::terminate);
        return IntakeOutcome.CANCELLED;
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
