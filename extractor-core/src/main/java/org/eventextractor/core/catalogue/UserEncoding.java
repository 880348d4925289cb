package org.eventextractor.core.catalogue;

/** How a file stores the user of an event. */
public enum UserEncoding {
    /** 16 bytes, the UUID in network order (Parquet FIXED_LEN_BYTE_ARRAY(16)). */
    UUID_FIXED16,
    /** A UUID as text, in either letter case. */
    UUID_STRING,
    /** Any text; it names a requested user when it equals the UUID's lower-case text, byte for byte. */
    PLAIN_STRING
}
