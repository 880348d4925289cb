package org.eventextractor.core.storage;

import org.jspecify.annotations.Nullable;

/**
 * Which state of an object a read accepts.
 *
 * @param eTag the read fails with {@link StorageException.Kind#CHANGED} unless the object has this entity tag; null for
 *     any
 */
public record ReadCondition(@Nullable String eTag) {

    private static final ReadCondition ANY = new ReadCondition(null);

    public static ReadCondition any() {
        return ANY;
    }

    public static ReadCondition ifMatch(String eTag) {
        return new ReadCondition(eTag);
    }
}
