package org.eventextractor.lambda.completion;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eventextractor.core.document.Funnel;
import org.eventextractor.core.document.LostDays;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.json.MalformedDocumentException;
import org.eventextractor.core.lifecycle.Links;
import org.eventextractor.core.lifecycle.Progress;
import org.eventextractor.core.lifecycle.ReasonCode;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.lifecycle.StateReason;
import org.eventextractor.core.request.Fault;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.workspace.RequestPaths;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the results say that a job published before it died, or before its status was removed. They come after the
 * manifest, so the data set is whole: only the last word is missing. Of an extract that failed there is no manifest, and
 * its data may be left.
 *
 * @param jobId the job; of an array the parent
 * @param uri of results.json
 * @param body what it says
 */
record PublishedResults(String jobId, String uri, Body body) {

    private static final Logger log = LoggerFactory.getLogger(PublishedResults.class);

    private static final long MAX_BYTES = 64L << 20;

    /**
     * The end as results.json has it.
     *
     * @param extractionStatus a final state
     * @param statusMessage why, for people
     * @param reasonCode why, for programs
     * @param totalEvents rows delivered
     * @param funnel what was read for them
     * @param failedPartitions partitions with any object that could not be read
     * @param outputBytes of all data files
     * @param warnings told to the requester
     * @param manifestS3URL URI of the manifest; null if there is none
     */
    record Body(
            RequestState extractionStatus,
            String statusMessage,
            String reasonCode,
            long totalEvents,
            Funnel funnel,
            List<String> failedPartitions,
            long outputBytes,
            List<Fault> warnings,
            @Nullable String manifestS3URL) {

        Body {
            if (!extractionStatus.isFinal()) {
                throw new IllegalArgumentException("results have a final state, not " + extractionStatus);
            }
            Objects.requireNonNull(statusMessage, "results say why");
            Objects.requireNonNull(reasonCode, "results say why, for programs");
            Objects.requireNonNull(funnel, "results say what was read");
            failedPartitions = List.copyOf(failedPartitions);
            warnings = List.copyOf(warnings);
        }

        /**
         * Without slices and bytes read, which no results tell. Those of a work that was cut short ask for no folder.
         */
        private Progress progress() {
            int percent = funnel.partitionsAsked() == 0 ? 0 : 100;
            return new Progress(percent, 0, 0, funnel.objects(), funnel.objects(), totalEvents, 0, outputBytes);
        }
    }

    /**
     * The results in a job's folder; empty if there are none, or none that a job of ours writes.
     *
     * @param jobId the job; of an array the parent
     * @throws StorageException if they cannot be read, though they may be there
     */
    static Optional<PublishedResults> find(ObjectStore requests, RequestPaths paths, String jobId) {
        String key = paths.output(jobId) + "results.json";
        try {
            String uri = requests.root().resolve(key).toString();
            return requests.readIfThere(key, MAX_BYTES)
                    .map(document -> new PublishedResults(jobId, uri, Json.read(document.bytes(), Body.class)));
        } catch (MalformedDocumentException e) {
            log.warn("{} is not what a job writes", key, e);
            return Optional.empty();
        }
    }

    /** A finalizing status, or one that begins anew, with its last word. */
    RequestStatus end(RequestStatus current) {
        Links links = current.links();
        return current.withJob(jobId, current.attempt())
                .withState(body.extractionStatus(), new StateReason(body.reasonCode(), body.statusMessage()))
                .withProgress(isUntold(current.progress()) ? body.progress() : current.progress())
                .withErrors(LostDays.faults(body.failedPartitions(), PublishedResults::lost))
                .withMoreWarnings(body.warnings())
                .withLinks(new Links(uri, body.manifestS3URL(), links.report(), links.logs()));
    }

    /** The job's own word has more to tell, and a status that begins anew has none of it. */
    private static boolean isUntold(Progress progress) {
        return progress.equals(Progress.none());
    }

    private static Fault lost(String day) {
        return new Fault(
                "",
                ReasonCode.PARTITIONS_FAILED.text(),
                day + " could not be read whole",
                "errors.json names every file and says why.");
    }
}
