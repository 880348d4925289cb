package org.eventextractor.core.request;

import java.util.function.Function;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ReadCondition;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StorageUri;

/** Reads the file of users that a request names by {@code userUUIDsS3URL}. */
@FunctionalInterface
public interface UserFile {

    /** The largest file of users, in bytes: a million users with a name each. */
    long MAX_BYTES = 64L << 20;

    /**
     * Reads the whole file.
     *
     * @param uri of the file: its key is empty for no file
     * @throws StorageException if it is not there, too large, or cannot be read
     */
    byte[] read(StorageUri uri);

    /** Reads from the request bucket, files of at most {@link #MAX_BYTES}. */
    static UserFile in(ObjectStore requestBucket) {
        return anywhere(uri -> requestBucket);
    }

    /**
     * Reads wherever a file lies, files of at most {@link #MAX_BYTES}.
     *
     * @param stores opens the store that a URI lies in
     */
    static UserFile anywhere(Function<StorageUri, ObjectStore> stores) {
        return uri -> stores.apply(uri)
                .read(uri.key(), ReadCondition.any(), MAX_BYTES)
                .bytes();
    }
}
