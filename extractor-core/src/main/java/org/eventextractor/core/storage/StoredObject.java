package org.eventextractor.core.storage;

/**
 * One object, read whole.
 *
 * @param summary its key, size and entity tag at the moment of reading
 * @param bytes its content; not copied, so neither side may change it
 */
@SuppressWarnings("ArrayRecordComponent") // a value handed on once, never compared
public record StoredObject(ObjectSummary summary, byte[] bytes) {}
