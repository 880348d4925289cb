package org.eventextractor.lambda.completion;

import java.time.Clock;
import java.util.Optional;
import org.eventextractor.core.lifecycle.OpenRequests;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.lifecycle.StatusStore;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.lambda.event.RequestEnded;
import org.eventextractor.lambda.sweep.RequestEnds;

/**
 * Closes requests whose ends intake has noted, as a sweep would, and sooner. What is not listed as open any more was
 * closed before.
 *
 * <p>Thread-safe.
 *
 * @param requests the request bucket
 * @param ends closes requests
 * @param clock of status documents
 */
record NotedEnds(ObjectStore requests, RequestEnds ends, Clock clock) {

    /**
     * Deals with one delivery of a note's event. Coming again it does what was left undone.
     *
     * @throws StorageException if the request cannot be looked up or closed now: the event must come again
     */
    CompletionOutcome ended(RequestEnded noted) {
        return new OpenRequests(requests)
                .find(noted.requestId())
                .map(request -> close(request.paths()))
                .orElse(CompletionOutcome.IGNORED);
    }

    private CompletionOutcome close(RequestPaths paths) {
        Optional<RequestStatus> last = new StatusStore(requests, paths, clock)
                .read()
                .filter(status -> status.state().isFinal());
        last.ifPresent(status -> ends.close(paths, status));
        return last.isPresent() ? CompletionOutcome.CLOSED : CompletionOutcome.IGNORED;
    }
}
