package org.eventextractor.lambda.intake;

import java.time.Instant;
import java.util.List;
import org.eventextractor.core.lifecycle.Estimate;
import org.eventextractor.core.lifecycle.Progress;
import org.eventextractor.core.lifecycle.ReasonCode;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.lifecycle.StateReason;
import org.eventextractor.core.lifecycle.StatusStore;
import org.eventextractor.core.plan.ExtractPlan;
import org.eventextractor.core.request.Fault;

/** What intake writes into a request's status, and in which words. */
final class StatusDesk {

    private final StatusStore store;
    private final Instant receivedAt;

    /** @param receivedAt when the request arrived */
    StatusDesk(StatusStore store, Instant receivedAt) {
        this.store = store;
        this.receivedAt = receivedAt;
    }

    /** Whether an earlier delivery got as far as an end or a job. */
    boolean isSettled() {
        return store.read()
                .filter(status -> status.state() != RequestState.RECEIVED || status.jobId() != null)
                .isPresent();
    }

    boolean isCancelled() {
        return store.read()
                .filter(status -> status.state() == RequestState.CANCELLED)
                .isPresent();
    }

    void received() {
        store.create(receivedAt);
    }

    void rejected(List<Fault> faults, List<Fault> warnings) {
        String count = faults.size() == 1 ? "one fault" : faults.size() + " faults";
        StateReason reason = new StateReason(
                ReasonCode.INVALID_REQUEST, "The request has " + count + ": see errors. Correct it and drop it again.");
        store.update(
                status -> status.withErrors(faults).withWarnings(warnings).withState(RequestState.REJECTED, reason));
    }

    void estimated(ExtractPlan plan, Estimate estimate, List<Fault> warnings) {
        StateReason reason = new StateReason(
                ReasonCode.DRY_RUN,
                "This is a dry run: nothing was extracted. Drop the request without dryRun to extract.");
        store.update(status -> planned(status, plan, estimate, warnings).withState(RequestState.ESTIMATED, reason));
    }

    /** The status now in place: the job may have written it, or the requester cancelled it. */
    RequestStatus queued(ExtractPlan plan, Estimate estimate, List<Fault> warnings, String jobId) {
        return store.update(status -> isUntouched(status)
                ? submitted(planned(status, plan, estimate, warnings), jobId)
                : status.withEstimate(estimate));
    }

    void recovered(String jobId) {
        store.update(status -> isUntouched(status) ? submitted(status, jobId) : status);
    }

    void deleted() {
        withdrawn(new StateReason(ReasonCode.REQUEST_DELETED, "The request was deleted before it was read."));
    }

    void replaced() {
        withdrawn(new StateReason(
                ReasonCode.REQUEST_REPLACED, "The request was replaced by a newer one before it was read."));
    }

    /** Its cancellation came before it was seen. */
    void cancelled() {
        store.update(status -> status.withState(RequestState.CANCELLED, Cancellation.REASON));
    }

    /** It is tried again. */
    void postponed(StateReason reason) {
        store.update(status -> isUntouched(status) ? status.withState(RequestState.RECEIVED, reason) : status);
    }

    void failed(StateReason reason) {
        store.update(status -> status.withState(RequestState.FAILED, reason));
    }

    /** A request that has no status, and is gone, wants no file in its place. */
    private void withdrawn(StateReason reason) {
        store.amend(status -> status.withState(RequestState.CANCELLED, reason));
    }

    private static RequestStatus planned(
            RequestStatus status, ExtractPlan plan, Estimate estimate, List<Fault> warnings) {
        Progress ahead = new Progress(0, plan.slices().size(), 0, plan.objects(), 0, 0, 0, 0);
        return status.withEstimate(estimate).withWarnings(warnings).withProgress(ahead);
    }

    private static RequestStatus submitted(RequestStatus status, String jobId) {
        StateReason reason = new StateReason(ReasonCode.SUBMITTED, "The job is in the queue and waits for a machine.");
        return status.withJob(jobId, status.attempt()).withState(RequestState.QUEUED, reason);
    }

    /** The job may be faster than we are: what it has written stays. */
    private static boolean isUntouched(RequestStatus status) {
        return status.state() == RequestState.RECEIVED;
    }
}
