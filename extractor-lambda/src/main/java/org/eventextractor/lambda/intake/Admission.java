package org.eventextractor.lambda.intake;

import java.util.List;
import java.util.function.Supplier;
import org.eventextractor.core.lifecycle.Estimate;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.plan.ExtractPlan;
import org.eventextractor.core.prepare.Preparation;
import org.eventextractor.core.prepare.RequestPreparer;
import org.eventextractor.core.request.AcceptedRequest;
import org.eventextractor.core.request.ExtractRequest;
import org.eventextractor.core.request.Fault;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ReadCondition;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.workspace.Claim;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.lambda.batch.JobOrder;
import org.eventextractor.lambda.batch.JobQueueException;
import org.eventextractor.lambda.batch.JobSize;
import org.eventextractor.lambda.batch.JobSizer;
import org.eventextractor.lambda.batch.JobSubmitter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one claimed request from its document to its job, each step handing on to the next.
 *
 * <p>Thread-safe: holds nothing of a request.
 */
final class Admission {

    private static final Logger log = LoggerFactory.getLogger(Admission.class);

    /** The largest request that is read, in bytes: some 400,000 users named in the document itself. */
    static final long MAX_REQUEST_BYTES = 16L << 20;

    private final ObjectStore requests;
    private final RequestPreparer preparer;
    private final JobSubmitter jobs;
    private final CancellationNotes cancellations;
    private final JobSizer sizer = new JobSizer();

    Admission(ObjectStore requests, RequestPreparer preparer, JobSubmitter jobs, CancellationNotes cancellations) {
        this.requests = requests;
        this.preparer = preparer;
        this.jobs = jobs;
        this.cancellations = cancellations;
    }

    /**
     * Admits a request for which no job was submitted.
     *
     * @throws StorageException if the storage fails
     * @throws JobQueueException if the queue fails
     */
    IntakeOutcome admit(Claim claim, RequestPaths paths, StatusDesk status) {
        ReadCondition asClaimed = ReadCondition.ifMatch(claim.eTag());
        byte[] document;
        try {
            document = requests.read(claim.requestKey(), asClaimed, MAX_REQUEST_BYTES)
                    .bytes();
        } catch (StorageException e) {
            return unread(e, status);
        }
        status.received();
        return prepare(document, claim, paths, status);
    }

    private static IntakeOutcome unread(StorageException failure, StatusDesk status) {
        return switch (failure.kind()) {
            case NOT_FOUND -> {
                status.deleted();
                yield IntakeOutcome.DELETED;
            }
            case CHANGED -> {
                status.replaced();
                yield IntakeOutcome.SUPERSEDED;
            }
            case TOO_LARGE -> {
                status.received();
                status.rejected(List.of(tooLarge()), List.of());
                yield IntakeOutcome.REJECTED;
            }
            case UNAVAILABLE, CREDENTIALS_EXPIRED, ACCESS_DENIED -> throw failure;
        };
    }

    private IntakeOutcome prepare(byte[] document, Claim claim, RequestPaths paths, StatusDesk status) {
        Preparation preparation = preparer.prepare(paths, document, claim.receivedAt());
        if (preparation instanceof Preparation.Refused refused) {
            status.rejected(refused.faults(), refused.warnings());
            return IntakeOutcome.REJECTED;
        }
        if (endIfCancelled(claim, status)) {
            return IntakeOutcome.CANCELLED;
        }
        return submit((Preparation.Planned) preparation, paths, status);
    }

    private boolean endIfCancelled(Claim claim, StatusDesk status) {
        if (cancellations.aimWaitingAt(claim)) {
            status.cancelled();
        }
        return status.isCancelled();
    }

    private IntakeOutcome submit(Preparation.Planned planned, RequestPaths paths, StatusDesk status) {
        AcceptedRequest accepted = planned.accepted();
        ExtractPlan plan = planned.plan();
        JobSize size = sizer.sizeOf(plan);
        Estimate estimate = Estimator.estimate(plan, size);
        if (accepted.request().dryRun()) {
            status.estimated(plan, estimate, accepted.warnings());
            return IntakeOutcome.ESTIMATED;
        }
        String jobId = jobs.submit(order(accepted.request(), paths, size));
        boolean cancelled = isCancelledThen(() -> status.queued(plan, estimate, accepted.warnings(), jobId));
        return cancelled ? withdrawn(jobId) : IntakeOutcome.QUEUED;
    }

    /** A job that is in the queue is not given up for a status that cannot be written now: it writes the next one. */
    private static boolean isCancelledThen(Supplier<RequestStatus> queued) {
        try {
            return queued.get().state() == RequestState.CANCELLED;
        } catch (StorageException e) {
            log.warn("the job is submitted and the status does not say so yet", e);
            return false;
        }
    }

    /** A job that cannot be ended from outside ends when it looks at the status, before it reads anything. */
    private IntakeOutcome withdrawn(String jobId) {
        try {
            jobs.terminate(jobId, "The request was cancelled while its job was submitted.");
        } catch (JobQueueException e) {
            log.warn("job {} is left to end by itself", jobId, e);
        }
        return IntakeOutcome.WITHDRAWN;
    }

    private JobOrder order(ExtractRequest request, RequestPaths paths, JobSize size) {
        return new JobOrder(
                paths.jobName(),
                requests.root().root(),
                paths.requestId(),
                paths.requestKey(),
                request.projectId(),
                size);
    }

    private static Fault tooLarge() {
        return new Fault(
                "",
                "requestTooLarge",
                "the request has more than " + MAX_REQUEST_BYTES + " bytes, the most that is read",
                "put the user UUIDs into a file of their own in this bucket and name it in criteria.userUUIDsS3URL");
    }
}
