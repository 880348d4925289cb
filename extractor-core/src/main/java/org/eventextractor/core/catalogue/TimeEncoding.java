package org.eventextractor.core.catalogue;

/** How a file stores the moment of an event. Integers count from 1970-01-01T00:00:00Z. */
public enum TimeEncoding {
    /** INT64, milliseconds. */
    TIMESTAMP_MILLIS,
    /** INT64, microseconds. */
    TIMESTAMP_MICROS,
    /** INT64, nanoseconds. */
    TIMESTAMP_NANOS,
    /** 12 bytes: nanoseconds of the day, then the Julian day, both little-endian. */
    INT96,
    /** ISO 8601 text with an offset; a text without one is taken as UTC. */
    ISO8601_STRING
}
