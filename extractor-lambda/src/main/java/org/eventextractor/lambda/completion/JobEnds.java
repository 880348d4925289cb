package org.eventextractor.lambda.completion;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.lifecycle.StatusStore;
import org.eventextractor.core.request.Fault;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.lambda.batch.ArrayJobs;
import org.eventextractor.lambda.batch.JobQueueException;
import org.eventextractor.lambda.closing.Closing;
import org.eventextractor.lambda.event.JobEnded;
import org.eventextractor.lambda.event.UnreadableEventException;
import org.eventextractor.lambda.sweep.RequestEnds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks for jobs that ended without a word: their requests have failed, with a cause, and what they left behind is
 * marked; of a job that had published everything but its last word, that word is said. Then, as for jobs that spoke for
 * themselves, the request is closed.
 *
 * <p>Thread-safe.
 */
final class JobEnds implements RequestEnds {

    private static final Logger log = LoggerFactory.getLogger(JobEnds.class);

    private final ObjectStore requests;
    private final Closing closing;
    private final Clock clock;
    private final CauseFinder causes;
    private final RequestJobs jobs;
    private final IncompleteMarker marker;

    /**
     * @param requests the request bucket
     * @param closing does what is left when a request has ended
     * @param arrays asked why array jobs failed
     */
    JobEnds(ObjectStore requests, Closing closing, Supplier<ArrayJobs> arrays, Clock clock) {
        this.requests = requests;
        this.closing = closing;
        this.clock = clock;
        this.causes = new CauseFinder(arrays);
        this.jobs = new RequestJobs(requests);
        this.marker = new IncompleteMarker(requests, clock);
    }

    /**
     * Deals with one delivery of a job's end. Coming again it does what was left undone.
     *
     * @throws UnreadableEventException if the job is named as ours and does not say which request it worked on
     * @throws StorageException if the status cannot be read or written: the event must come again
     * @throws JobQueueException if Batch cannot be asked now why an array failed: the event must come again
     */
    CompletionOutcome ended(JobEnded job) {
        return jobs.requestOf(job).map(paths -> ended(paths, job)).orElse(CompletionOutcome.IGNORED);
    }

    @Override
    public void jobEnded(RequestPaths paths, JobEnded job) {
        ended(paths, job);
    }

    @Override
    public void close(RequestPaths paths, RequestStatus status) {
        if (status.jobId() != null) {
            marker.mark(paths, RequestJobs.parent(status.jobId()), status);
        }
        closing.close(paths, status);
    }

    @Override
    public void lost(RequestPaths paths, Optional<String> jobId) {
        Optional<RequestStatus> status = new StatusStore(requests, paths, clock).read();
        jobId.flatMap(id -> lastWord(paths, id, status))
                .ifPresentOrElse(last -> close(paths, last), () -> fail(paths, jobId, causeOfLoss(jobId)));
    }

    private static FailureCause causeOfLoss(Optional<String> jobId) {
        return jobId.map(FailureCauses::ofLost).orElseGet(FailureCauses::ofNeverSubmitted);
    }

    private CompletionOutcome ended(RequestPaths paths, JobEnded job) {
        if (closing.isClosed(paths)) {
            return CompletionOutcome.SETTLED;
        }
        Optional<RequestStatus> status = new StatusStore(requests, paths, clock).read();
        if (!jobs.isOf(paths, status, job.jobId())) {
            log.warn("job {} ended, and another does request {}", job.jobId(), paths.requestId());
            return CompletionOutcome.IGNORED;
        }
        Optional<RequestStatus> last = lastWord(paths, job.jobId(), status);
        if (last.isPresent()) {
            close(paths, last.get());
            return CompletionOutcome.CLOSED;
        }
        if (status.isEmpty() && job.succeeded()) {
            log.warn("status and results of request {} were removed after its job had written them", paths.requestId());
            closing.closeUntold(paths);
            return CompletionOutcome.SETTLED;
        }
        fail(paths, Optional.of(job.jobId()), causes.of(job));
        return CompletionOutcome.FAILED;
    }

    /**
     * The final status that the job wrote; or that it was about to write when it died, or had written before somebody
     * removed it, as its results tell. Empty if it said none.
     */
    private Optional<RequestStatus> lastWord(RequestPaths paths, String jobId, Optional<RequestStatus> status) {
        if (status.isPresent() && status.get().state() != RequestState.FINALIZING) {
            return status.filter(found -> found.state().isFinal());
        }
        return PublishedResults.find(requests, paths, RequestJobs.parent(jobId))
                .map(results -> new StatusStore(requests, paths, clock).update(results::end))
                .filter(told -> told.state().isFinal());
    }

    private void fail(RequestPaths paths, Optional<String> jobId, FailureCause cause) {
        log.error("job {} of request {} failed: {}", jobId.orElse("(none)"), paths.requestId(), cause);
        close(paths, new StatusStore(requests, paths, clock).update(current -> failed(current, jobId, cause)));
    }

    private static RequestStatus failed(RequestStatus current, Optional<String> jobId, FailureCause cause) {
        if (current.state().isFinal()) {
            return current;
        }
        List<Fault> errors = new ArrayList<>(current.errors());
        errors.add(cause.fault());
        RequestStatus named = current.jobId() == null && jobId.isPresent()
                ? current.withJob(jobId.get(), current.attempt())
                : current;
        return named.withErrors(errors).withState(RequestState.FAILED, cause.reason());
    }
}
