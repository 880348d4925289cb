package org.eventextractor.job.fetch;

import java.util.concurrent.CompletableFuture;
import org.eventextractor.core.plan.SourceObject;

/**
 * Brings source objects from storage, many at a time.
 *
 * <p>Implementations are thread-safe and retry what may heal, within bounds of their own. How many objects are in
 * flight is the caller's to bound.
 */
public interface ObjectFetcher {

    /**
     * Begins to fetch an object, in the state that the plan froze.
     *
     * @return completes with the object, or with a {@link org.eventextractor.core.storage.StorageException}: {@code
     *     CHANGED} if its entity tag is not the planned one
     */
    CompletableFuture<FetchedObject> fetch(SourceObject source);
}
