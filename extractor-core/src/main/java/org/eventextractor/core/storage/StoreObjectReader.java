package org.eventextractor.core.storage;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.eventextractor.core.storage.StorageException.Kind;

/**
 * Reads through a store, one thread a request.
 *
 * <p>Thread-safe.
 */
public final class StoreObjectReader implements AsyncObjectReader {

    private final ObjectStore store;
    private final Executor threads;

    /**
     * @param store stays the caller's to close
     * @param threads run the requests; their number bounds the requests under way
     */
    public StoreObjectReader(ObjectStore store, Executor threads) {
        this.store = store;
        this.threads = threads;
    }

    @Override
    public CompletableFuture<byte[]> read(String key, ReadCondition condition, long size) {
        return CompletableFuture.supplyAsync(() -> readNow(key, condition, size), threads);
    }

    @Override
    public CompletableFuture<byte[]> readRange(String key, ReadCondition condition, long offset, int length) {
        ByteRange range = new ByteRange(offset, length);
        return CompletableFuture.supplyAsync(
                () -> store.readRange(key, condition, range.offset(), range.length()), threads);
    }

    private byte[] readNow(String key, ReadCondition condition, long size) {
        byte[] bytes = store.read(key, condition, size).bytes();
        if (bytes.length < size) {
            throw new StorageException(
                    Kind.CHANGED,
                    store.root().resolve(key) + " has " + bytes.length + " bytes, fewer than the " + size
                            + " expected");
        }
        return bytes;
    }

    /** Nothing to do: store and threads are the caller's. */
    @Override
    public void close() {}
}
