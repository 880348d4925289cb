package org.eventextractor.core.request;

import java.net.URI;
import java.util.List;
import org.eventextractor.core.storage.StorageUri;
import org.jspecify.annotations.Nullable;

/**
 * A request as understood: validated, every default applied, nothing left to interpret.
 *
 * @param events the folder of the event types
 * @param eventTypes names known to the catalogue, each once, in the request's order; at least one
 * @param range the moments wanted
 * @param users whose events are wanted
 * @param callbackUrl where to post the results; null for nowhere
 * @param labels the requester's own words, handed back in the results
 * @param description one line for people; empty if none was given
 * @param requestedBy who asks; empty if not said
 * @param projectId for which project; empty if not said
 * @param dryRun true to estimate only
 * @param output how the data files are to look
 * @param errorPolicy what to do when a partition cannot be read
 * @param resumeFrom the job whose unread objects are all that is wanted; null for everything in the range
 */
public record ExtractRequest(
        StorageUri events,
        List<String> eventTypes,
        TimeRange range,
        UserSelection users,
        @Nullable URI callbackUrl,
        List<String> labels,
        String description,
        String requestedBy,
        String projectId,
        boolean dryRun,
        OutputOptions output,
        ErrorPolicy errorPolicy,
        @Nullable String resumeFrom) {

    public ExtractRequest {
        if (eventTypes.isEmpty()) {
            throw new IllegalArgumentException("a request names at least one event type");
        }
        eventTypes = List.copyOf(eventTypes);
        labels = List.copyOf(labels);
    }
}
