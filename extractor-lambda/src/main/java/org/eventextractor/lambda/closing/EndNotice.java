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

    /** @param bucket the request bucket */
    static Notice of(StorageUri bucket, RequestPaths paths, RequestStatus status) {
        String state = Json.name(status.state());
        return new Notice(
                "Extract " + state + ": " + paths.requestKey(),
                String.join(
                        "\n",
                        "Request: " + bucket.resolve(paths.requestKey()),
                        "State: " + state,
                        "Reason: " + status.stateReason().message(),
                        counts(status),
                        "Look at: " + link(bucket, paths, status),
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

    private static String link(StorageUri bucket, RequestPaths paths, RequestStatus status) {
        String results = status.links().results();
        return results == null ? bucket.resolve(paths.status()).toString() : results;
    }
}
