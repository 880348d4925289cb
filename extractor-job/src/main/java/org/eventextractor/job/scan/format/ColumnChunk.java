package org.eventextractor.job.scan.format;

import org.apache.parquet.format.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * A column chunk, as the footer describes it: held against the file's size and the row group's rows.
 *
 * @param codec of its pages; null for one that is not known here
 * @param decodable whether its codec and all its encodings are known here
 * @param entries how many values and nulls it holds
 * @param start its first page's position in the file
 * @param end where its last page ends, excluded
 * @param uncompressedBytes what the pages take once they are decompressed; 0 or more
 * @param statistics of an INT64 column, if there are any; other columns' are not kept
 */
public record ColumnChunk(
        @Nullable PageCodec codec,
        boolean decodable,
        long entries,
        int start,
        int end,
        long uncompressedBytes,
        @Nullable Statistics statistics) {}
