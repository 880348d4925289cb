package org.eventextractor.core.lifecycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eventextractor.core.callback.CallbackAttempt;
import org.eventextractor.core.request.Fault;
import org.jspecify.annotations.Nullable;

/**
 * What the status document beside a request says.
 *
 * @param requestId whose status it is
 * @param jobId the Batch job; null until one was submitted
 * @param attempt of the job, from 1; 0 until it runs
 * @param state where the request stands
 * @param stateReason why it stands there
 * @param progress how far the work is
 * @param timeline when things happened
 * @param errors what is wrong with the request, or what failed
 * @param warnings what was ignored or changed
 * @param estimate what the work is expected to take; null until planned
 * @param callbackDelivery every attempt at the callback, in order
 * @param links where to look next
 */
public record RequestStatus(
        String requestId,
        @Nullable String jobId,
        int attempt,
        RequestState state,
        StateReason stateReason,
        Progress progress,
        Timeline timeline,
        List<Fault> errors,
        List<Fault> warnings,
        @Nullable Estimate estimate,
        List<CallbackAttempt> callbackDelivery,
        Links links) {

    public RequestStatus {
        Objects.requireNonNull(requestId, "a status names its request");
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
        callbackDelivery = List.copyOf(callbackDelivery);
    }

    /** The status of a request just seen. */
    public static RequestStatus received(String requestId, Instant now) {
        return new RequestStatus(
                requestId,
                null,
                0,
                RequestState.RECEIVED,
                new StateReason("received", "The request was seen and is being checked."),
                Progress.none(),
                Timeline.startingAt(now),
                List.of(),
                List.of(),
                null,
                List.of(),
                Links.none());
    }

    public RequestStatus withState(RequestState next, StateReason reason) {
        return new RequestStatus(
                requestId,
                jobId,
                attempt,
                next,
                reason,
                progress,
                timeline,
                errors,
                warnings,
                estimate,
                callbackDelivery,
                links);
    }

    public RequestStatus withErrors(List<Fault> newErrors) {
        return new RequestStatus(
                requestId,
                jobId,
                attempt,
                state,
                stateReason,
                progress,
                timeline,
                newErrors,
                warnings,
                estimate,
                callbackDelivery,
                links);
    }

    public RequestStatus withWarnings(List<Fault> newWarnings) {
        return new RequestStatus(
                requestId,
                jobId,
                attempt,
                state,
                stateReason,
                progress,
                timeline,
                errors,
                newWarnings,
                estimate,
                callbackDelivery,
                links);
    }

    public RequestStatus withJob(String newJobId, int newAttempt) {
        return new RequestStatus(
                requestId,
                newJobId,
                newAttempt,
                state,
                stateReason,
                progress,
                timeline,
                errors,
                warnings,
                estimate,
                callbackDelivery,
                links);
    }

    public RequestStatus withProgress(Progress newProgress) {
        return new RequestStatus(
                requestId,
                jobId,
                attempt,
                state,
                stateReason,
                newProgress,
                timeline,
                errors,
                warnings,
                estimate,
                callbackDelivery,
                links);
    }

    public RequestStatus withTimeline(Timeline newTimeline) {
        return new RequestStatus(
                requestId,
                jobId,
                attempt,
                state,
                stateReason,
                progress,
                newTimeline,
                errors,
                warnings,
                estimate,
                callbackDelivery,
                links);
    }

    public RequestStatus withEstimate(Estimate newEstimate) {
        return new RequestStatus(
                requestId,
                jobId,
                attempt,
                state,
                stateReason,
                progress,
                timeline,
                errors,
                warnings,
                newEstimate,
                callbackDelivery,
                links);
    }

    public RequestStatus withLinks(Links newLinks) {
        return new RequestStatus(
                requestId,
                jobId,
                attempt,
                state,
                stateReason,
                progress,
                timeline,
                errors,
                warnings,
                estimate,
                callbackDelivery,
                newLinks);
    }

    /** The same status with one more attempt at the callback. */
    public RequestStatus withCallbackAttempt(CallbackAttempt callbackAttempt) {
        List<CallbackAttempt> attempts = new ArrayList<>(callbackDelivery);
        attempts.add(callbackAttempt);
        return new RequestStatus(
                requestId,
                jobId,
                attempt,
                state,
                stateReason,
                progress,
                timeline,
                errors,
                warnings,
                estimate,
                attempts,
                links);
    }
}
