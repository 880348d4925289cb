package org.eventextractor.core.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
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
        Objects.requireNonNull(state, "a status has a state");
        Objects.requireNonNull(stateReason, "a status has a reason");
        Objects.requireNonNull(links, "a status has links, if to nothing");
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
                new StateReason(ReasonCode.RECEIVED, "The request was seen and is being checked."),
                Progress.none(),
                Timeline.startingAt(now),
                List.of(),
                List.of(),
                null,
                List.of(),
                Links.none());
    }

    /** Of a request that has ended no end is expected any more. */
    public RequestStatus withState(RequestState next, StateReason reason) {
        return copy(copy -> {
            copy.state = next;
            copy.stateReason = reason;
            copy.timeline = next.isFinal() ? timeline.ended() : timeline;
        });
    }

    public RequestStatus withErrors(List<Fault> newErrors) {
        return copy(copy -> copy.errors = newErrors);
    }

    public RequestStatus withWarnings(List<Fault> newWarnings) {
        return copy(copy -> copy.warnings = newWarnings);
    }

    /** The same status with these warnings after its own; one that it has is not told again. */
    public RequestStatus withMoreWarnings(List<Fault> more) {
        return withWarnings(
                Stream.concat(warnings.stream(), more.stream()).distinct().toList());
    }

    public RequestStatus withJob(String newJobId, int newAttempt) {
        return copy(copy -> {
            copy.jobId = newJobId;
            copy.attempt = newAttempt;
        });
    }

    public RequestStatus withProgress(Progress newProgress) {
        return copy(copy -> copy.progress = newProgress);
    }

    public RequestStatus withTimeline(Timeline newTimeline) {
        return copy(copy -> copy.timeline = newTimeline);
    }

    public RequestStatus withEstimate(Estimate newEstimate) {
        return copy(copy -> copy.estimate = newEstimate);
    }

    public RequestStatus withLinks(Links newLinks) {
        return copy(copy -> copy.links = newLinks);
    }

    /** The same status with one more attempt at the callback. */
    public RequestStatus withCallbackAttempt(CallbackAttempt callbackAttempt) {
        return copy(copy -> copy.callbackDelivery = Stream.concat(callbackDelivery.stream(), Stream.of(callbackAttempt))
                .toList());
    }

    /** The same status with what may still be told after a request's end, as {@code next} has it. */
    RequestStatus withAddendaOf(RequestStatus next) {
        return copy(copy -> {
            copy.warnings = next.warnings;
            copy.estimate = next.estimate;
            copy.callbackDelivery = next.callbackDelivery;
            copy.links = next.links;
        });
    }

    private RequestStatus copy(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.toStatus();
    }

    /** A status under change; never seen outside. */
    private static final class Copy {

        private final String requestId;
        private @Nullable String jobId;
        private int attempt;
        private RequestState state;
        private StateReason stateReason;
        private Progress progress;
        private Timeline timeline;
        private List<Fault> errors;
        private List<Fault> warnings;
        private @Nullable Estimate estimate;
        private List<CallbackAttempt> callbackDelivery;
        private Links links;

        private Copy(RequestStatus status) {
            requestId = status.requestId;
            jobId = status.jobId;
            attempt = status.attempt;
            state = status.state;
            stateReason = status.stateReason;
            progress = status.progress;
            timeline = status.timeline;
            errors = status.errors;
            warnings = status.warnings;
            estimate = status.estimate;
            callbackDelivery = status.callbackDelivery;
            links = status.links;
        }

        private RequestStatus toStatus() {
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
                    links);
        }
    }
}
