package org.eventextractor.core.storage;

/**
 * What a listing tells of an object.
 *
 * @param key the whole key
 * @param size bytes, 0 or more
 * @param eTag the entity tag without its quotes; changes whenever the content does
 */
public record ObjectSummary(String key, long size, String eTag) {

    public ObjectSummary {
        if (size < 0) {
            throw new IllegalArgumentException("size must not be negative: " + size + " of " + key);
        }
    }
}
