package org.eventextractor.lambda.sweep;

import java.util.Optional;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.lambda.event.JobEnded;

/**
 * Ends requests. Safe for use by many threads.
 *
 * <p>Every method throws a {@link RuntimeException} if something is left to do: then the next sweep calls it again.
 */
public interface RequestEnds {

    /** The status of a request is final, and its end may not be told. */
    void close(RequestPaths paths, RequestStatus status);

    /** The job of a request has ended, and its event may not have come. */
    void jobEnded(RequestPaths paths, JobEnded job);

    /**
     * Nobody works on a request any more.
     *
     * @param jobId the job that did, of which Batch knows nothing; empty if there was none
     */
    void lost(RequestPaths paths, Optional<String> jobId);
}
