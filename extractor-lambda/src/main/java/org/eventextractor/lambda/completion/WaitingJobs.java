package org.eventextractor.lambda.completion;

import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.eventextractor.core.lifecycle.ReasonCode;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.lifecycle.StateReason;
import org.eventextractor.core.lifecycle.StatusStore;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.lambda.event.QueueBlocked;
import org.eventextractor.lambda.event.UnreadableEventException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells requesters why their jobs do not start, as Batch sees it (<a
 * href="https://docs.aws.amazon.com/batch/latest/userguide/job_stuck_in_runnable.html">jobs stuck in RUNNABLE</a>). The
 * request stays queued: the job starts when a machine is free, or is ended by the queue's time limit.
 *
 * <p>Thread-safe.
 */
final class WaitingJobs {

    private static final Logger log = LoggerFactory.getLogger(WaitingJobs.class);

    private static final String CAPACITY = "capacity:";

    private static final StateReason FOR_A_MACHINE = new StateReason(
            ReasonCode.WAITING_FOR_CAPACITY,
            "The job is next in its queue and waits for a machine: none of its kind is free. It starts by itself. "
                    + "For operators: capacity is short; allow more kinds of machines or zones if this happens often.");

    private static final StateReason FOR_OPERATORS = new StateReason(
            ReasonCode.WAITING_FOR_CAPACITY,
            "The job is next in its queue and waits for a machine that this deployment can give it. "
                    + "Tell the operators of the extractor the request id. For operators: the job cannot be placed; compare "
                    + "its size with the compute environment's limits, and see the log of this function for Batch's reason.");

    private final ObjectStore requests;
    private final Clock clock;
    private final RequestJobs jobs;

    WaitingJobs(ObjectStore requests, Clock clock) {
        this.requests = requests;
        this.clock = clock;
        this.jobs = new RequestJobs(requests);
    }

    /**
     * Deals with one delivery of a job's being stuck.
     *
     * @throws UnreadableEventException if the job is named as ours and does not say which request it works on
     * @throws StorageException if the status cannot be read or written: the event must come again
     */
    CompletionOutcome blocked(QueueBlocked job) {
        return jobs.requestOf(job).map(paths -> blocked(paths, job)).orElse(CompletionOutcome.IGNORED);
    }

    private CompletionOutcome blocked(RequestPaths paths, QueueBlocked job) {
        StatusStore store = new StatusStore(requests, paths, clock);
        Optional<RequestStatus> waiting = store.read()
                .filter(found -> found.state() == RequestState.QUEUED)
                .filter(found -> jobs.isOf(paths, Optional.of(found), job.jobId()));
        if (waiting.isEmpty()) {
            return CompletionOutcome.IGNORED;
        }
        log.warn("job {} of request {} cannot be placed: {}", job.jobId(), paths.requestId(), job.reason());
        StateReason reason = job.reason().toLowerCase(Locale.ROOT).startsWith(CAPACITY) ? FOR_A_MACHINE : FOR_OPERATORS;
        store.amend(current ->
                current.state() == RequestState.QUEUED ? current.withState(RequestState.QUEUED, reason) : current);
        return CompletionOutcome.WAITING;
    }
}
