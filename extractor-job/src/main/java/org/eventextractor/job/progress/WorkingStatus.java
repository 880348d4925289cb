package org.eventextractor.job.progress;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.eventextractor.core.lifecycle.Progress;
import org.eventextractor.core.lifecycle.ReasonCode;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.lifecycle.StateReason;
import org.eventextractor.core.lifecycle.StatusStore;
import org.eventextractor.core.lifecycle.Timeline;

/**
 * The status of a request whose job is at work. The document may be removed or damaged meanwhile, and then it begins
 * anew: whatever is written next names the job again, and is in a state that leads to the request's end.
 *
 * <p>Thread-safe.
 */
public final class WorkingStatus {

    private static final StateReason READING = new StateReason(ReasonCode.RUNNING, "The job reads the events.");
    private static final StateReason PUBLISHING =
            new StateReason(ReasonCode.FINALIZING, "The data is written; the results follow.");

    private final StatusStore store;
    private final String jobId;
    private final int attempt;
    private final Clock clock;

    /**
     * @param store of the request's status
     * @param jobId the job
     * @param attempt which attempt at it this is, from 1
     * @param clock tells when it began
     */
    public WorkingStatus(StatusStore store, String jobId, int attempt, Clock clock) {
        this.store = store;
        this.jobId = jobId;
        this.attempt = attempt;
        this.clock = clock;
    }

    /** As {@link StatusStore#read}. */
    public Optional<RequestStatus> read() {
        return store.read();
    }

    /** As {@link #update}, by an attempt that begins. */
    public RequestStatus begin(UnaryOperator<RequestStatus> change) {
        return store.update(current -> change.apply(begun(current)));
    }

    /** As {@link StatusStore#update}, of a request whose job is at work. */
    public RequestStatus update(UnaryOperator<RequestStatus> change) {
        return store.update(current -> change.apply(isUntouched(current) ? begun(current) : current));
    }

    /** As {@link StatusStore#amend}, of a request that has ended. */
    public Optional<RequestStatus> amend(UnaryOperator<RequestStatus> change) {
        return store.amend(change);
    }

    /**
     * The data is written.
     *
     * @param progress what all reports of slices tell together
     */
    public RequestStatus publishing(Progress progress) {
        return update(current ->
                current.withState(RequestState.FINALIZING, PUBLISHING).withProgress(progress));
    }

    /** As its submitter left it, or as it begins anew. */
    private static boolean isUntouched(RequestStatus status) {
        return status.state() == RequestState.RECEIVED || status.state() == RequestState.QUEUED;
    }

    /** A request that is finalizing stays so until it ends: it cannot be reading again. */
    private RequestStatus begun(RequestStatus current) {
        Timeline times = current.timeline();
        Instant startedAt = Objects.requireNonNullElseGet(times.startedAt(), clock::instant);
        RequestStatus working = current.state() == RequestState.FINALIZING
                ? current.withState(RequestState.FINALIZING, PUBLISHING)
                : current.withState(RequestState.RUNNING, READING);
        return working.withJob(jobId, attempt)
                .withTimeline(new Timeline(times.createdAt(), startedAt, times.updatedAt(), null));
    }
}
