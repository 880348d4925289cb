package org.eventextractor.job.scan;

import java.io.IOException;

/** A file's bytes, wherever they are. */
interface ByteRanges {

    /** The file's size, in bytes. */
    long length();

    /**
     * Reads {@code length} bytes from {@code offset}.
     *
     * @return exactly {@code length} bytes; only to be read
     */
    byte[] read(long offset, int length) throws IOException;
}
