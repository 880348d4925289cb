package org.eventextractor.job.fetch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.eventextractor.core.plan.SourceObject;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ReadCondition;

/**
 * Fetches through the storage port, one thread an object in flight. Small objects are read whole with one request; large
 * ones are left in the store and read by ranges while they are scanned.
 *
 * <p>Thread-safe.
 */
public final class StoreFetcher implements ObjectFetcher {

    private final ObjectStore store;
    private final Executor threads;
    private final long maxWholeBytes;

    /**
     * @param store the event bucket
     * @param threads run the requests; their number bounds the requests in flight
     * @param maxWholeBytes the largest object that is read whole
     */
    public StoreFetcher(ObjectStore store, Executor threads, long maxWholeBytes) {
        this.store = store;
        this.threads = threads;
        this.maxWholeBytes = maxWholeBytes;
    }

    @Override
    public CompletableFuture<FetchedObject> fetch(SourceObject source) {
        if (source.size() > maxWholeBytes) {
            return CompletableFuture.completedFuture(new FetchedObject.ByRange(source, store));
        }
        return CompletableFuture.supplyAsync(() -> readWhole(source), threads);
    }

    private FetchedObject readWhole(SourceObject source) {
        byte[] bytes = store.read(source.key(), ReadCondition.ifMatch(source.eTag()), source.size())
                .bytes();
        return new FetchedObject.Whole(source, bytes);
    }
}
