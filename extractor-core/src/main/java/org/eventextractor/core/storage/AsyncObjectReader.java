package org.eventextractor.core.storage;

import java.util.concurrent.CompletableFuture;

/**
 * Reads whole objects of one bucket, many at a time.
 *
 * <p>Implementations are thread-safe, bound how many requests are under way, and retry what may heal within bounds of
 * their own, so callers must not.
 */
public interface AsyncObjectReader extends AutoCloseable {

    /**
     * Begins to read an object whose size is known.
     *
     * @param size the object's size in bytes, 0 or more; never is more than that held
     * @return completes with exactly {@code size} bytes, owned by whoever asked; or with a {@link StorageException}:
     *     {@code NOT_FOUND}, {@code CHANGED} if the condition does not hold or the object is shorter, {@code TOO_LARGE}
     *     if it is larger, {@code ACCESS_DENIED}, {@code UNAVAILABLE}. It may complete on a thread that others wait
     *     for and that has no context class loader: what takes time belongs on threads of the caller's own
     */
    CompletableFuture<byte[]> read(String key, ReadCondition condition, long size);

    /** Ends all reading; reads still under way fail with {@code UNAVAILABLE} or come to their end. */
    @Override
    void close();
}
