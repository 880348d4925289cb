package org.eventextractor.core.storage;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One bucket, or one folder seen as a bucket: the port that all reading and writing goes through.
 *
 * <p>Reads after writes are consistent, as S3's are. Every write is atomic: a reader sees the old object or the new
 * one, whole. Implementations retry what may heal, within bounds of their own, so callers must not. Implementations are
 * safe for use by many threads.
 *
 * <p>Every method throws {@link StorageException} with the {@link StorageException.Kind} that its documentation names,
 * {@link StorageException.Kind#ACCESS_DENIED}, {@link StorageException.Kind#CREDENTIALS_EXPIRED} or {@link
 * StorageException.Kind#UNAVAILABLE}.
 */
public interface ObjectStore {

    /** The URI of the bucket or folder itself; its key is empty. */
    StorageUri root();

    /**
     * Reads a whole object.
     *
     * @param maxBytes the most the caller is ready to hold; a larger object fails with {@code TOO_LARGE} without its
     *     content being read
     * @throws StorageException {@code NOT_FOUND}; {@code CHANGED} if the condition does not hold
     */
    StoredObject read(String key, ReadCondition condition, long maxBytes);

    /** As {@link #read}, of an object that may not be there: empty then. */
    default Optional<StoredObject> readIfThere(String key, long maxBytes) {
        try {
            return Optional.of(read(key, ReadCondition.any(), maxBytes));
        } catch (StorageException e) {
            if (e.kind() != StorageException.Kind.NOT_FOUND) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /**
     * Reads {@code length} bytes from {@code offset}.
     *
     * @param offset 0 or more
     * @param length at least 1
     * @return exactly {@code length} bytes
     * @throws StorageException {@code NOT_FOUND}; {@code CHANGED} if the condition does not hold; {@code UNAVAILABLE}
     *     if the object is shorter than the range
     */
    byte[] readRange(String key, ReadCondition condition, long offset, int length);

    /** The object's size and entity tag, or empty if there is none. */
    Optional<ObjectSummary> find(String key);

    /**
     * One page of the objects whose keys begin with {@code prefix}.
     *
     * @param token null for the first page, then {@link ObjectPage#nextToken()}
     */
    ObjectPage list(String prefix, @Nullable String token);

    /**
     * Writes an object from memory.
     *
     * @return the new entity tag
     * @throws StorageException {@code CHANGED} if the condition does not hold: nothing was written
     */
    String write(String key, byte[] bytes, String contentType, WriteCondition condition);

    /**
     * Takes a local file over as an object, over whatever is there. The file is given away: it is not there afterwards,
     * and if this fails it may not be either.
     *
     * @param file nobody else uses it; a store that lies on the same file system moves it and copies nothing
     * @return the new entity tag
     */
    String moveIn(String key, Path file, String contentType);

    /** Removes an object; nothing happens if there is none. */
    void delete(String key);
}
