package org.eventextractor.job.scan;

import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eventextractor.job.scan.format.ByteSlice;

/** A file's bytes, wherever they are. Safe for use by many threads. */
interface ByteRanges {

    /** The file's size, in bytes. */
    long length();

    /** Whether reading takes no memory, for all bytes are there already. */
    default boolean isInMemory() {
        return false;
    }

    /**
     * Reads {@code length} bytes from {@code offset}.
     *
     * @return exactly {@code length} bytes; only to be read
     */
    byte[] read(long offset, int length) throws IOException;

    /**
     * Reads several ranges.
     *
     * @param ranges lengths by offsets
     * @return as many bytes each, by the same offsets; only to be read
     */
    default Map<Long, ByteSlice> readAll(SortedMap<Long, Integer> ranges) throws IOException {
        Map<Long, ByteSlice> read = new TreeMap<>();
        for (Map.Entry<Long, Integer> range : ranges.entrySet()) {
            byte[] bytes = read(range.getKey(), range.getValue());
            read.put(range.getKey(), new ByteSlice(bytes, 0, bytes.length));
        }
        return read;
    }
}
