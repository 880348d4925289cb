package org.eventextractor.lambda.closing;

import java.util.Locale;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.lifecycle.Progress;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.lambda.notify.Notice;

/** Puts the end of a request into words for everybody in a team: names no user and shows no row. */
final class EndNotice {

    private EndNotice() {}

    /**
     * The end of a request.
     *
     * @param bucket the request bucket
     * @param statusKey where its status is
     */
    static Notice of(StorageUri bucket, RequestPaths paths, RequestStatus status, String statusKey) {
        String state = Json.name(status.state());
        return new Notice(
                "Extract " + state + ": " + paths.requestKey(),
                String.join(
                        "\n",
                        "Request: " + bucket.resolve(paths.requestKey()),
                        "State: " + state,
                        "Reason: " + status.stateReason().message(),
                        counts(status),
                        "Look at: " + link(bucket, status, statusKey),
                        "Request id: " + paths.requestId()));
    }

    /** The end of a request whose status and results were removed. */
    static Notice ofUnknown(StorageUri bucket, RequestPaths paths) {
        return new Notice(
                "Extract ended, and nobody knows how: " + paths.requestKey(),
                String.join(
                        "\n",
                        "Request: " + bucket.resolve(paths.requestKey()),
                        "Its job has ended well. Its status and its results were removed before its end was told, so"
                                + " nobody is called back.",
                        "Request id: " + paths.requestId()));
    }

    private static String counts(RequestStatus status) {
        Progress progress = status.progress();
        return String.format(
                Locale.ROOT,
                "Events: %,d from %,d of %,d objects; errors: %d, warnings: %d",
                progress.eventsMatched(),
                progress.objectsDone(),
                progress.objectsTotal(),
                status.errors().size(),
                status.warnings().size());
    }

    private static String link(StorageUri bucket, RequestStatus status, String statusKey) {
        String results = status.links().results();
        return results == null ? bucket.resolve(statusKey).toString() : results;
    }
}
