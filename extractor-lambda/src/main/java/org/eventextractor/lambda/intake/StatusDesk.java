package org.eventextractor.lambda.intake;

import java.util.List;
import org.eventextractor.core.lifecycle.Estimate;
import org.eventextractor.core.lifecycle.Progress;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.lifecycle.StateReason;
import org.eventextractor.core.lifecycle.StatusStore;
import org.eventextractor.core.plan.ExtractPlan;
import org.eventextractor.core.request.Fault;

/** What intake writes into a request's status, and in which words. */
final class StatusDesk {

    private final StatusStore store;

    StatusDesk(StatusStore store) {
        this.store = store;
    }

    /** Whether an earlier delivery got as far as an end or a job. */
    boolean isSettled() {
        return store.read()
                .filter(status -> status.state() != RequestState.RECEIVED || status.jobId() != null)
                .isPresent();
    }

    void received() {
        store.create();
    }

    void rejected(List<Fault> faults, List<Fault> warnings) {
        String count = faults.size() == 1 ? "one fault" : faults.size() + " faults";
        StateReason reason = new StateReason(
                "invalidRequest", "The request has " + count + ": see errors. Correct it and drop it again.");
        store.update(
                status -> status.withErrors(faults).withWarnings(warnings).withState(RequestState.REJECTED, reason));
    }

    void estimated(ExtractPlan plan, Estimate estimate, List<Fault> warnings) {
        StateReason reason = new StateReason(
                "dryRun", "This is a dry run: nothing was extracted. Drop the request without dryRun to extract.");
        store.update(status -> planned(status, plan, estimate, warnings).withState(RequestState.ESTIMATED, reason));
    }

    void queued(ExtractPlan plan, Estimate estimate, List<Fault> warnings, String jobId) {
        store.update(status -> submitted(planned(status, plan, estimate, warnings), jobId));
    }

    void recovered(String jobId) {
        store.update(status -> submitted(status, jobId));
    }

    void deleted() {
        StateReason reason = new StateReason("requestDeleted", "The request was deleted before it was read.");
        store.update(status -> status.withState(RequestState.CANCELLED, reason));
    }

    void failed(StateReason reason) {
        store.update(status -> status.withState(RequestState.FAILED, reason));
    }

    private static RequestStatus planned(
            RequestStatus status, ExtractPlan plan, Estimate estimate, List<Fault> warnings) {
        RequestStatus planned = status.withEstimate(estimate).withWarnings(warnings);
        Progress ahead = new Progress(0, plan.slices().size(), 0, plan.objects(), 0, 0, 0, 0);
        return status.progress().equals(Progress.none()) ? planned.withProgress(ahead) : planned;
    }

    /** The job may be faster than we are: what it has written stays. */
    private static RequestStatus submitted(RequestStatus status, String jobId) {
        RequestStatus named = status.jobId() == null ? status.withJob(jobId, status.attempt()) : status;
        StateReason reason = new StateReason("submitted", "The job is in the queue and waits for a machine.");
        return status.state() == RequestState.RECEIVED ? named.withState(RequestState.QUEUED, reason) : named;
    }
}
