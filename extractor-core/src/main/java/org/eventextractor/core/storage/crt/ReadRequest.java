package org.eventextractor.core.storage.crt;

import org.eventextractor.core.storage.ByteRange;
import org.eventextractor.core.storage.ReadCondition;
import org.jspecify.annotations.Nullable;

/**
 * What a read wants.
 *
 * @param range the bytes of the object; null for all of them
 * @param length how many bytes these are, and the most that are held
 */
record ReadRequest(
        String key, ReadCondition condition, @Nullable ByteRange range, long length) {

    private static final int OK = 200;
    private static final int PARTIAL_CONTENT = 206;

    /** @param size the object's planned size, in bytes */
    static ReadRequest whole(String key, ReadCondition condition, long size) {
        return new ReadRequest(key, condition, null, size);
    }

    static ReadRequest part(String key, ReadCondition condition, ByteRange range) {
        return new ReadRequest(key, condition, range, range.length());
    }

    /** The HTTP status of the answer that brings what is wanted. */
    int goodStatus() {
        return range == null ? OK : PARTIAL_CONTENT;
    }

    static boolean isContent(int status) {
        return status == OK || status == PARTIAL_CONTENT;
    }
}
