package org.eventextractor.core.document;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.StateReason;
import org.eventextractor.core.request.AcceptedRequest;
import org.eventextractor.core.request.ExtractRequest;
import org.eventextractor.core.request.Fault;
import org.eventextractor.core.request.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * What results.json and the callback's body say. {@link ResultsCodec} writes it.
 *
 * @param jobId the job, which names the output folder
 * @param requestId the request
 * @param extractionStatus a final state; {@code completed} only if nothing failed
 * @param reason why
 * @param outputUri the output folder; null if nothing was written
 * @param extractionSeconds from the job's start to its results
 * @param totalEvents rows delivered
 * @param firstTimestamp of the earliest event delivered; null if there is none
 * @param lastTimestamp of the latest event delivered; null if there is none
 * @param uniqueUsers users among the events delivered
 * @param labels the requester's own
 * @param effectiveRange the range as understood
 * @param requestedUserCount users asked for; null if all were
 * @param usersWithNoEvents of these, users without any event; null if all were asked for
 * @param countsByEventType rows delivered, by type in the request's order
 * @param funnel how much was left after each step
 * @param failedPartitions partitions with any object that could not be read
 * @param outputBytes of all data files
 * @param manifestUri of manifest.json; null if there is none
 * @param manifestSha256 of its bytes; null if there is none
 * @param warnings told to the requester
 * @param software what made it
 */
public record Results(
        String jobId,
        String requestId,
        RequestState extractionStatus,
        StateReason reason,
        @Nullable String outputUri,
        double extractionSeconds,
        long totalEvents,
        @Nullable Instant firstTimestamp,
        @Nullable Instant lastTimestamp,
        long uniqueUsers,
        List<String> labels,
        TimeRange effectiveRange,
        @Nullable Long requestedUserCount,
        @Nullable Long usersWithNoEvents,
        Map<String, Long> countsByEventType,
        Funnel funnel,
        List<String> failedPartitions,
        long outputBytes,
        @Nullable String manifestUri,
        @Nullable String manifestSha256,
        List<Fault> warnings,
        Software software) {

    public Results {
        if (!extractionStatus.isFinal()) {
            throw new IllegalArgumentException("results have a final state, not " + extractionStatus);
        }
        if (extractionStatus == RequestState.COMPLETED && !failedPartitions.isEmpty()) {
            throw new IllegalArgumentException("not completed: failed partitions " + failedPartitions);
        }
        labels = List.copyOf(labels);
        failedPartitions = List.copyOf(failedPartitions);
        warnings = List.copyOf(warnings);
    }

    /**
     * The results of a request that ended before its work did: nothing is delivered.
     *
     * @param jobId the job
     * @param accepted the request
     * @param state how it ended: {@code FAILED} or {@code CANCELLED}
     * @param reason why
     * @param software what says so
     */
    public static Results undelivered(
            String jobId, AcceptedRequest accepted, RequestState state, StateReason reason, Software software) {
        ExtractRequest request = accepted.request();
        boolean everyone = request.users().all();
        return new Results(
                jobId,
                accepted.requestId(),
                state,
                reason,
                null,
                0,
                0,
                null,
                null,
                0,
                request.labels(),
                request.range(),
                everyone ? null : (long) request.users().users().size(),
                null,
                Map.of(),
                new Funnel(0, 0, 0, 0, 0, 0),
                List.of(),
                0,
                null,
                null,
                accepted.warnings(),
                software);
    }

    /** The same results, of an extract whose manifest is written. */
    public Results withManifest(String uri, String sha256) {
        return new Results(
                jobId,
                requestId,
                extractionStatus,
                reason,
                outputUri,
                extractionSeconds,
                totalEvents,
                firstTimestamp,
                lastTimestamp,
                uniqueUsers,
                labels,
                effectiveRange,
                requestedUserCount,
                usersWithNoEvents,
                countsByEventType,
                funnel,
                failedPartitions,
                outputBytes,
                uri,
                sha256,
                warnings,
                software);
    }
}
