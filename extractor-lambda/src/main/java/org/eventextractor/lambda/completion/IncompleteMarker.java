package org.eventextractor.lambda.completion;

import java.time.Clock;
import org.eventextractor.core.document.IncompleteMark;
import org.eventextractor.core.document.IncompleteMarkCodec;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.WriteCondition;
import org.eventextractor.core.workspace.RequestPaths;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says of the files that a dead job left behind that they are no data set, and takes back a manifest that says
 * otherwise: the job may have died between its manifest and its results. A folder in which the job has said it itself is
 * left as it is.
 *
 * <p>Thread-safe.
 */
final class IncompleteMarker {

    private static final Logger log = LoggerFactory.getLogger(IncompleteMarker.class);

    private static final String DATA_SUFFIX = ".parquet";
    private static final String CONTENT_TYPE = "application/json";

    private final ObjectStore requests;
    private final Clock clock;

    IncompleteMarker(ObjectStore requests, Clock clock) {
        this.requests = requests;
        this.clock = clock;
    }

    /**
     * Marks the folder of a job that has ended, where there is need to. Done again, it does nothing.
     *
     * @param jobId the job; of an array the parent
     */
    void mark(RequestPaths paths, String jobId, RequestStatus status) {
        boolean incomplete = status.state() == RequestState.FAILED || status.state() == RequestState.CANCELLED;
        if (incomplete && passesForData(paths, jobId)) {
            log.info("the files of job {} are marked as incomplete", jobId);
            IncompleteMark mark =
                    new IncompleteMark(jobId, paths.requestId(), status.state(), status.stateReason(), clock.instant());
            requests.delete(paths.manifest(jobId));
            requests.write(
                    paths.incompleteMark(jobId),
                    IncompleteMarkCodec.write(mark),
                    CONTENT_TYPE,
                    WriteCondition.always());
        }
    }

    private boolean passesForData(RequestPaths paths, String jobId) {
        return requests.find(paths.manifest(jobId)).isPresent()
                || (holdsData(paths, jobId)
                        && requests.find(paths.incompleteMark(jobId)).isEmpty());
    }

    /** A page is enough to see data: the documents that may lie beside it are few. */
    private boolean holdsData(RequestPaths paths, String jobId) {
        return requests.list(paths.output(jobId), null).objects().stream()
                .anyMatch(object -> object.key().endsWith(DATA_SUFFIX));
    }
}
