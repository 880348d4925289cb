package org.eventextractor.core.request;

import java.util.List;

/**
 * How the data files are to look.
 *
 * @param compression the codec of the data pages
 * @param columns top-level columns to keep, of every event type that has them; empty for all. The user and time columns
 *     are always kept
 */
public record OutputOptions(Compression compression, List<String> columns) {

    /** Codecs that every current Parquet reader knows. */
    public enum Compression {
        ZSTD,
        SNAPPY,
        GZIP,
        NONE
    }

    public OutputOptions {
        columns = List.copyOf(columns);
    }
}
