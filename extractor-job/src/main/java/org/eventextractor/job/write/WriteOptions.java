package org.eventextractor.job.write;

import java.util.List;
import org.eventextractor.core.request.OutputOptions.Compression;

/**
 * How data files are written.
 *
 * @param compression the codec of the pages
 * @param columns the top-level columns to keep, those of user and time among them; empty for all
 * @param rowGroupBytes a row group is closed once its columns, encoded, take this much memory; at least 1
 * @param pageBytes a page is closed once it holds about this much, before compression; at least 1
 */
public record WriteOptions(Compression compression, List<String> columns, long rowGroupBytes, int pageBytes) {

    public WriteOptions {
        if (rowGroupBytes < 1 || pageBytes < 1) {
            throw new IllegalArgumentException(
                    "row groups and pages must have room: rowGroupBytes=" + rowGroupBytes + ", pageBytes=" + pageBytes);
        }
        columns = List.copyOf(columns);
    }
}
