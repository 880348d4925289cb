package org.eventextractor.job;

import java.time.Clock;
import java.util.Optional;
import org.eventextractor.core.lifecycle.RequestOwner;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.lifecycle.StatusStore;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.job.publish.OutputFolder;
import org.eventextractor.job.publish.WithheldData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process that Batch started. It does the request if this has not ended, and if no other job owns it.
 *
 * <p>Until that is known it writes nothing of the request and tells nobody, for another job may be at sound work: a
 * failure until then is in the exit code alone. Whether it ends the request, the completion function judges, which hears
 * of it and knows whose job it was.
 *
 * <p>Not thread-safe; used once.
 */
final class BatchJob {

    private static final Logger log = LoggerFactory.getLogger(BatchJob.class);

    private final ObjectStore requests;
    private final RequestPaths paths;
    private final JobAttempt attempt;
    private final ExtractJob job;
    private final Clock clock;

    /**
     * @param requests the request bucket
     * @param paths of the request
     * @param attempt which part of which job this process is
     * @param job the work itself
     * @param clock of the status
     */
    BatchJob(ObjectStore requests, RequestPaths paths, JobAttempt attempt, ExtractJob job, Clock clock) {
        this.requests = requests;
        this.paths = paths;
        this.attempt = attempt;
        this.job = job;
        this.clock = clock;
    }

    /** As {@link ExtractJob#run}, where there is something to do for this job. */
    JobOutcome run(ResultsOutlet outlet) {
        Optional<JobOutcome> idle;
        try {
            idle = takeRequest();
        } catch (RuntimeException e) {
            log.error("this attempt failed before it had begun, and leaves no word of it in the status", e);
            return JobOutcome.unowned(FailureReason.of(e).mayHeal());
        }
        return idle.orElseGet(() -> job.run(outlet));
    }

    /** Makes this job the request's owner, where it can be; not empty if there is nothing for it to do. */
    private Optional<JobOutcome> takeRequest() {
        Optional<RequestStatus> before = new StatusStore(requests, paths, clock).read();
        if (before.isPresent() && before.get().state().isFinal()) {
            log.info("the request has ended before: {}", before.get().state());
            withheld().remove(before.get());
            return Optional.of(JobOutcome.idle(before.get().state()));
        }
        if (!new RequestOwner(requests, paths).take(attempt.jobId())) {
            log.warn("another job owns this request: there is nothing to do for this one");
            return Optional.of(JobOutcome.idle(before.map(RequestStatus::state).orElse(RequestState.RUNNING)));
        }
        return Optional.empty();
    }

    /** An attempt before this one may have died over it. */
    private WithheldData withheld() {
        return new WithheldData(new OutputFolder(requests, paths.output(attempt.jobId())), attempt.jobId());
    }
}
