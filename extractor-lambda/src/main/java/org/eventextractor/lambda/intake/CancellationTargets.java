package org.eventextractor.lambda.intake;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.eventextractor.core.lifecycle.OpenRequests;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.lifecycle.StatusStore;
import org.eventextractor.core.lifecycle.StoredClaims;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ObjectSummary;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.workspace.Claim;
import org.eventextractor.core.workspace.RequestPaths;

/**
 * Finds which request a cancellation is meant for: the newest of the key that arrived before it. Once a later one has
 * the place beside the key, only open requests are known of those before: then it is the newest that is still open,
 * though a newer one may be closed already. An upload that is at the key and has no status yet is awaited, except one
 * of the same bytes as the request before it, which cannot be told from that.
 *
 * <p>Thread-safe.
 */
final class CancellationTargets {

    private final ObjectStore requests;
    private final OpenRequests open;
    private final Clock clock;

    CancellationTargets(ObjectStore requests, OpenRequests open, Clock clock) {
        this.requests = requests;
        this.open = open;
        this.clock = clock;
    }

    /**
     * As it stands.
     *
     * @param requestKey of the request that is cancelled
     * @param at when the cancellation arrived
     * @throws StorageException if status or open requests cannot be read
     */
    CancellationTarget find(String requestKey, Instant at) {
        Optional<RequestStatus> newest = StatusStore.newest(requests, requestKey, clock);
        boolean cameLater = newest.filter(
                        status -> status.timeline().createdAt().isAfter(at))
                .isPresent();
        return cameLater ? earlier(requestKey, at) : newest(requestKey, newest);
    }

    private CancellationTarget newest(String requestKey, Optional<RequestStatus> newest) {
        Optional<RequestPaths> known = newest.map(status -> new RequestPaths(requestKey, status.requestId()));
        return requests.find(requestKey)
                .filter(upload -> known.isEmpty() || isAnother(upload, known.get()))
                .<CancellationTarget>map(upload -> new CancellationTarget.Awaited(upload.eTag()))
                .or(() -> known.map(CancellationTarget.Known::new))
                .orElseGet(CancellationTarget.None::new);
    }

    /** A later request has the status beside the key: of those before the cancellation only the open are listed. */
    private CancellationTarget earlier(String requestKey, Instant at) {
        return open.newest(requestKey, at)
                .<CancellationTarget>map(request -> new CancellationTarget.Known(request.paths()))
                .orElseGet(CancellationTarget.None::new);
    }

    private boolean isAnother(ObjectSummary upload, RequestPaths paths) {
        return StoredClaims.find(requests, paths)
                .map(Claim::eTag)
                .filter(eTag -> !eTag.equals(upload.eTag()))
                .isPresent();
    }
}
