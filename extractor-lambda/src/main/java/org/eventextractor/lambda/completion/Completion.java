package org.eventextractor.lambda.completion;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eventextractor.core.callback.CallbackSender;
import org.eventextractor.core.document.Results;
import org.eventextractor.core.document.ResultsCodec;
import org.eventextractor.core.document.Software;
import org.eventextractor.core.lifecycle.CallbackRecorder;
import org.eventextractor.core.lifecycle.RequestOwner;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.lifecycle.StatusStore;
import org.eventextractor.core.lifecycle.Timeline;
import org.eventextractor.core.prepare.AcceptedRequests;
import org.eventextractor.core.request.AcceptedRequest;
import org.eventextractor.core.request.Fault;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ReadCondition;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.lambda.event.JobEnded;
import org.eventextractor.lambda.event.UnreadableEventException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks for jobs that ended without a word: marks their requests as failed, with a cause, and tells the requester. Of
 * a job that died between its last word and its callback it makes the callback.
 *
 * <p>Thread-safe.
 */
final class Completion {

    private static final Logger log = LoggerFactory.getLogger(Completion.class);

    private static final long MAX_RESULTS_BYTES = 64L << 20;

    private final ObjectStore requests;
    private final CallbackSender sender;
    private final Software software;
    private final Clock clock;
    private final IncompleteMarker marker;

    Completion(ObjectStore requests, CallbackSender sender, Software software, Clock clock) {
        this.requests = requests;
        this.sender = sender;
        this.software = software;
        this.clock = clock;
        this.marker = new IncompleteMarker(requests, clock);
    }

    /**
     * Deals with one delivery of a job's end. Coming again it does what was left undone.
     *
     * @throws UnreadableEventException if the job is named as ours and does not say which request it worked on
     * @throws StorageException if the status cannot be read or written: the event must come again
     */
    CompletionOutcome complete(JobEnded job) {
        if (!RequestPaths.isJobName(job.jobName()) || !requests.root().root().equals(job.requestBucket())) {
            return CompletionOutcome.IGNORED;
        }
        RequestPaths paths = paths(job);
        StatusStore store = new StatusStore(requests, paths, clock);
        Optional<RequestStatus> status = store.read();
        if (!isTheJobOf(paths, status, job)) {
            log.warn("job {} ended, and another does request {}", job.jobId(), paths.requestId());
            return CompletionOutcome.IGNORED;
        }
        if (status.isEmpty() && job.succeeded()) {
            log.warn("the status of request {} was deleted after its job had written it", paths.requestId());
            return CompletionOutcome.SETTLED;
        }
        return end(job, paths, store, status);
    }

    private static RequestPaths paths(JobEnded job) {
        String requestId = job.requestId();
        String requestKey = job.requestKey();
        if (requestId == null || requestKey == null) {
            throw new UnreadableEventException(
                    "job " + job.jobId() + " has no EXTRACTOR_REQUEST_ID and EXTRACTOR_REQUEST_KEY in its environment");
        }
        return new RequestPaths(requestKey, requestId);
    }

    /** A job that never started has taken nothing: then the one that the status names is the request's. */
    private boolean isTheJobOf(RequestPaths paths, Optional<RequestStatus> status, JobEnded job) {
        return new RequestOwner(requests, paths)
                .owner()
                .or(() -> status.map(RequestStatus::jobId))
                .map(jobId -> parent(jobId).equals(parent(job.jobId())))
                .orElse(true);
    }

    /** The children of an array job are called {@code parent:index}. */
    private static String parent(String jobId) {
        int colon = jobId.indexOf(':');
        return colon < 0 ? jobId : jobId.substring(0, colon);
    }

    private CompletionOutcome end(JobEnded job, RequestPaths paths, StatusStore store, Optional<RequestStatus> status) {
        Optional<RequestStatus> last = status.filter(found -> found.state().isFinal());
        if (last.isEmpty()) {
            FailureCause cause = FailureCauses.of(job);
            log.error("job {} of request {} failed: {}", job.jobId(), paths.requestId(), cause);
            RequestStatus failed = store.update(current -> failed(current, job, cause));
            marker.mark(paths, parent(job.jobId()), failed);
            tell(job, paths, store, failed);
            return CompletionOutcome.FAILED;
        }
        marker.mark(paths, parent(job.jobId()), last.get());
        return tell(job, paths, store, last.get()) ? CompletionOutcome.TOLD : CompletionOutcome.SETTLED;
    }

    private static RequestStatus failed(RequestStatus current, JobEnded job, FailureCause cause) {
        if (current.state().isFinal()) {
            return current;
        }
        List<Fault> errors = new ArrayList<>(current.errors());
        errors.add(cause.fault());
        Timeline timeline = current.timeline();
        RequestStatus named = current.jobId() == null ? current.withJob(job.jobId(), current.attempt()) : current;
        return named.withErrors(errors)
                .withTimeline(new Timeline(timeline.createdAt(), timeline.startedAt(), timeline.updatedAt(), null))
                .withState(RequestState.FAILED, cause.reason());
    }

    /** Posts the callback if the job died before it did; whether it was posted. */
    private boolean tell(JobEnded job, RequestPaths paths, StatusStore store, RequestStatus status) {
        if (!status.callbackDelivery().isEmpty()) {
            return false;
        }
        Optional<AcceptedRequest> accepted = accepted(paths);
        if (accepted.isEmpty()) {
            log.error("request {} has no accepted request: nobody can be told", paths.requestId());
        }
        Optional<AcceptedRequest> waiting =
                accepted.filter(request -> request.request().callbackUrl() != null);
        waiting.ifPresent(
                request -> new CallbackRecorder(sender, store).deliver(request, results(job, request, status)));
        return waiting.isPresent();
    }

    /** The results that the job published, if it came so far. */
    private byte[] results(JobEnded job, AcceptedRequest accepted, RequestStatus status) {
        String published = status.links().results();
        return published == null
                ? ResultsCodec.write(Results.failed(job.jobId(), accepted, status.stateReason(), software))
                : requests.read(StorageUri.parse(published).key(), ReadCondition.any(), MAX_RESULTS_BYTES)
                        .bytes();
    }

    private Optional<AcceptedRequest> accepted(RequestPaths paths) {
        try {
            return Optional.of(new AcceptedRequests(requests).read(paths));
        } catch (StorageException e) {
            if (e.kind() == StorageException.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
