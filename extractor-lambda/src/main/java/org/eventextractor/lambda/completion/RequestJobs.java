package org.eventextractor.lambda.completion;

import java.util.Optional;
import org.eventextractor.core.lifecycle.RequestOwner;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.lambda.event.JobEvent;
import org.eventextractor.lambda.event.UnreadableEventException;

/**
 * Tells which jobs are whose.
 *
 * <p>Thread-safe.
 *
 * @param requests the request bucket
 */
record RequestJobs(ObjectStore requests) {

    /**
     * The request that a job works on; empty if it is none of this deployment's.
     *
     * @throws UnreadableEventException if the job is named as ours and does not say which request it works on
     */
    Optional<RequestPaths> requestOf(JobEvent job) {
        if (!RequestPaths.isJobName(job.jobName()) || !requests.root().root().equals(job.requestBucket())) {
            return Optional.empty();
        }
        String requestId = job.requestId();
        String requestKey = job.requestKey();
        if (requestId == null || requestKey == null) {
            throw new UnreadableEventException(
                    "job " + job.jobId() + " has no EXTRACTOR_REQUEST_ID and EXTRACTOR_REQUEST_KEY in its environment");
        }
        return Optional.of(new RequestPaths(requestKey, requestId));
    }

    /** A job that never started has taken nothing: then the one that the status names is the request's. */
    boolean isOf(RequestPaths paths, Optional<RequestStatus> status, String jobId) {
        return new RequestOwner(requests, paths)
                .owner()
                .or(() -> status.map(RequestStatus::jobId))
                .map(owner -> parent(owner).equals(parent(jobId)))
                .orElse(true);
    }

    /** The children of an array job are called {@code parent:index}. */
    static String parent(String jobId) {
        int colon = jobId.indexOf(':');
        return colon < 0 ? jobId : jobId.substring(0, colon);
    }
}
