package org.eventextractor.lambda.intake;

import org.eventextractor.core.json.Json;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.WriteCondition;
import org.eventextractor.core.workspace.RequestPaths;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes the ends of requests that have no job: the event of the note has the completion function tell them at once. A
 * request that has a job needs none: the job's end has an event of its own, and until then the job may leave output that
 * completion has to mark.
 *
 * <p>Thread-safe.
 *
 * @param requests the request bucket
 */
record EndNotes(ObjectStore requests) {

    private static final Logger log = LoggerFactory.getLogger(EndNotes.class);

    private static final String CONTENT_TYPE = "application/json";

    /**
     * Leaves a note if the request has ended without a job. One that is written again tells again, to no harm; where
     * none can be written the sweep finds the end.
     *
     * @param status of the request, as it stands
     */
    void leave(RequestPaths paths, RequestStatus status) {
        if (status.state().isFinal() && status.jobId() == null) {
            write(paths, new Note(status.state()));
        }
    }

    private void write(RequestPaths paths, Note note) {
        try {
            requests.write(paths.ended(), Json.write(note), CONTENT_TYPE, WriteCondition.always());
        } catch (StorageException e) {
            log.warn("the end of request {} is not noted: the next sweep tells it", paths.requestId(), e);
        }
    }

    /**
     * Says that a request has ended.
     *
     * @param state the end
     */
    private record Note(RequestState state) {}
}
