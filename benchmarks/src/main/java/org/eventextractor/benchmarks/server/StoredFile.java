package org.eventextractor.benchmarks.server;

/**
 * An object of the bucket.
 *
 * @param eTag without quotes
 */
@SuppressWarnings("ArrayRecordComponent") // shared and read-only
record StoredFile(String name, byte[] bytes, String eTag) {}
