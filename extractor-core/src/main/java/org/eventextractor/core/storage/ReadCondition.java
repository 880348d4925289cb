package org.eventextractor.core.storage;

import org.jspecify.annotations.Nullable;

/**
 * Which state of an object a read accepts.
 *
 * @param eTag the read fails with {@link StorageException.Kind#CHANGED} unless the object has this entity tag; null for
 *     any
 * @param versionId the version to read in a versioned bucket; null for the current one
 */
public record ReadCondition(@Nullable String eTag, @Nullable String versionId) {

    private static final ReadCondition ANY = new ReadCondition(null, null);

    public static ReadCondition any() {
        return ANY;
    }

    public static ReadCondition ifMatch(String eTag) {
        return new ReadCondition(eTag, null);
    }
}
