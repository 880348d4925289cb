package org.eventextractor.lambda.callback;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eventextractor.core.callback.CallbackAttempt;
import org.eventextractor.core.json.MalformedDocumentException;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.prepare.AcceptedRequests;
import org.eventextractor.core.request.AcceptedRequest;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.workspace.RequestPaths;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whose callback is owed: that of a request whose work has ended, that names a receiver, and whose last attempt,
 * if there was one, may be answered otherwise next time. A request that was refused or only estimated has no work that
 * could end.
 *
 * <p>Thread-safe.
 */
public final class OwedCallbacks {

    private static final Logger log = LoggerFactory.getLogger(OwedCallbacks.class);

    private static final Set<RequestState> TOLD = EnumSet.of(
            RequestState.COMPLETED,
            RequestState.COMPLETED_WITH_ERRORS,
            RequestState.COMPLETED_EMPTY,
            RequestState.FAILED,
            RequestState.CANCELLED);

    private final ObjectStore requests;

    /** @param requests the request bucket */
    public OwedCallbacks(ObjectStore requests) {
        this.requests = requests;
    }

    /**
     * The callback that a request's end owes.
     *
     * @throws StorageException if the request as understood cannot be read, though it may be there
     */
    public Optional<OwedCallback> find(RequestPaths paths, RequestStatus status) {
        if (!TOLD.contains(status.state()) || isOver(status.callbackDelivery())) {
            return Optional.empty();
        }
        return accepted(paths)
                .flatMap(accepted -> Optional.ofNullable(accepted.request().callbackUrl())
                        .map(url -> new OwedCallback(paths, accepted, status, url)));
    }

    private static boolean isOver(List<CallbackAttempt> attempts) {
        return attempts.stream().anyMatch(CallbackAttempt::delivered)
                || (!attempts.isEmpty() && !attempts.get(attempts.size() - 1).retryable());
    }

    /** Empty if it was never accepted, removed or damaged: then nobody knows whom to tell. */
    private Optional<AcceptedRequest> accepted(RequestPaths paths) {
        try {
            Optional<AcceptedRequest> accepted = new AcceptedRequests(requests).find(paths);
            if (accepted.isEmpty()) {
                log.info("request {} was never accepted: it names nobody to be told", paths.requestId());
            }
            return accepted;
        } catch (MalformedDocumentException e) {
            // the template's alarm looks for these words
            log.error("the callback was not delivered: whom request {} names cannot be read", paths.requestId(), e);
            return Optional.empty();
        }
    }
}
