package org.eventextractor.core.storage;

import java.util.concurrent.CompletableFuture;

/**
 * Reads objects of one bucket and parts of them, many at a time.
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
     *     if it is larger, {@code ACCESS_DENIED}, {@code CREDENTIALS_EXPIRED}, {@code UNAVAILABLE}. It may complete on a
     *     thread that others wait for and that has no context class loader: what takes time belongs on threads of the
     *     caller's own
     */
    CompletableFuture<byte[]> read(String key, ReadCondition condition, long size);

    /**
     * Begins to read the bytes {@code offset <= i < offset + length} of an object.
     *
     * @param offset 0 or more
     * @param length at least 1; never is more than that held
     * @return completes as {@link #read} does, with exactly {@code length} bytes; with {@code UNAVAILABLE} if the
     *     object is shorter than the range
     * @throws IllegalArgumentException if offset or length are out of bounds
     */
    CompletableFuture<byte[]> readRange(String key, ReadCondition condition, long offset, int length);

    /** Ends all reading; reads still under way fail with {@code UNAVAILABLE} or come to their end. */
    @Override
    void close();
}
