package org.eventextractor.job.fetch;

import java.util.concurrent.CompletableFuture;
import org.eventextractor.core.plan.SourceObject;
import org.eventextractor.core.storage.AsyncObjectReader;
import org.eventextractor.core.storage.ReadCondition;

/**
 * Reads small objects whole, with one request; leaves large ones in the store, to be read by ranges while they are
 * scanned.
 *
 * <p>Thread-safe.
 */
public final class SourceFetcher implements ObjectFetcher {

    private final AsyncObjectReader reader;
    private final long maxWholeBytes;

    /**
     * @param reader reads the event bucket; the caller closes it
     * @param maxWholeBytes the largest object that is read whole
     */
    public SourceFetcher(AsyncObjectReader reader, long maxWholeBytes) {
        this.reader = reader;
        this.maxWholeBytes = maxWholeBytes;
    }

    @Override
    public CompletableFuture<FetchedObject> fetch(SourceObject source) {
        if (source.size() > maxWholeBytes) {
            return CompletableFuture.completedFuture(new FetchedObject.ByRange(source, reader));
        }
        return reader.read(source.key(), ReadCondition.ifMatch(source.eTag()), source.size())
                .thenApply(bytes -> new FetchedObject.Whole(source, bytes));
    }
}
