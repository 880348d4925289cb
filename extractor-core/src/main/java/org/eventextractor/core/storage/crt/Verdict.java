package org.eventextractor.core.storage.crt;

import org.eventextractor.core.storage.StorageException;

/** What one attempt to read an object came to. */
sealed interface Verdict {

    /** It is read. */
    @SuppressWarnings("ArrayRecordComponent") // a value handed on once, never compared
    record Done(byte[] bytes) implements Verdict {}

    /** Another attempt would end the same way. */
    record Failed(StorageException failure) implements Verdict {}

    /**
     * Another attempt may succeed.
     *
     * @param slowDown whether the server asks for fewer requests
     */
    record Again(StorageException failure, boolean slowDown) implements Verdict {}
}
