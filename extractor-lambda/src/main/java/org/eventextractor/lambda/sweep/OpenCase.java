package org.eventextractor.lambda.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.workspace.OpenRequest;
import org.eventextractor.core.workspace.RequestPaths;

/**
 * An open request and what is known of it.
 *
 * @param request as listed
 * @param status as it stands; empty if there is none
 */
record OpenCase(OpenRequest request, Optional<RequestStatus> status) {

    RequestPaths paths() {
        return request.paths();
    }

    /** How long nobody has written anything of it; what waited for intake unseen was in nobody's hands yet. */
    Duration silence(Instant now) {
        Instant lastWord = status.map(found -> found.timeline().updatedAt()).orElse(request.listedAt());
        return Duration.between(lastWord, now);
    }

    /** How long intake has known of it. */
    Duration age(Instant now) {
        return Duration.between(request.listedAt(), now);
    }
}
