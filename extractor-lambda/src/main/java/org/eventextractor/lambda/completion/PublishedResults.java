package org.eventextractor.lambda.completion;

import java.util.Objects;
import java.util.Optional;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.json.MalformedDocumentException;
import org.eventextractor.core.lifecycle.Links;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.lifecycle.StateReason;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ReadCondition;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.workspace.RequestPaths;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the results say that a job published before it died. They come after the manifest, so the data set is whole: only
 * the last word is missing.
 *
 * @param uri of results.json
 * @param body what it says
 */
record PublishedResults(String uri, Body body) {

    private static final Logger log = LoggerFactory.getLogger(PublishedResults.class);

    private static final long MAX_BYTES = 64L << 20;

    /**
     * The end as results.json has it.
     *
     * @param extractionStatus a final state; null if nobody of ours wrote it
     * @param statusMessage why, for people; null if nobody of ours wrote it
     * @param manifestS3URL URI of the manifest; null if there is none
     */
    record Body(
            @Nullable RequestState extractionStatus,
            @Nullable String statusMessage,
            @Nullable String manifestS3URL) {

        private boolean isOfAnEnd() {
            return extractionStatus != null && extractionStatus.isFinal() && statusMessage != null;
        }
    }

    /**
     * The results in a job's folder; empty if there are none.
     *
     * @param jobId the job; of an array the parent
     * @throws StorageException if they cannot be read, though they may be there
     */
    static Optional<PublishedResults> find(ObjectStore requests, RequestPaths paths, String jobId) {
        String key = paths.output(jobId) + "results.json";
        try {
            byte[] document = requests.read(key, ReadCondition.any(), MAX_BYTES).bytes();
            return Optional.of(Json.read(document, Body.class))
                    .filter(Body::isOfAnEnd)
                    .map(body ->
                            new PublishedResults(requests.root().resolve(key).toString(), body));
        } catch (MalformedDocumentException e) {
            log.warn("{} is not what a job writes", key, e);
            return Optional.empty();
        } catch (StorageException e) {
            if (e.kind() == StorageException.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** A finalizing status with its last word. */
    RequestStatus end(RequestStatus current) {
        Links links = current.links();
        RequestState state = Objects.requireNonNull(body.extractionStatus());
        String message = Objects.requireNonNull(body.statusMessage());
        return current.withState(state, new StateReason(Json.name(state), message))
                .withLinks(new Links(uri, body.manifestS3URL(), links.report(), links.logs()));
    }
}
