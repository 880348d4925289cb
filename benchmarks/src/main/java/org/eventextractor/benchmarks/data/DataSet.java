package org.eventextractor.benchmarks.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.eventextractor.core.request.TimeRange;

/**
 * A folder of event files.
 *
 * @param folder holds {@code started_session/year=YYYY/month=MM/day=DD/*.parquet}
 * @param firstDay the first partition
 * @param days how many consecutive partitions
 * @param files of all of them
 */
public record DataSet(Path folder, LocalDate firstDay, int days, int files) {

    /** Events lie at most a day beside their partition, or two where a partition was made of three. */
    private static final int LATE_DAYS = 2;

    /** A range that holds every row, both ends included. */
    public TimeRange everything() {
        return range(firstDay.minusDays(LATE_DAYS), days + 2 * LATE_DAYS);
    }

    /** How large all files are together. */
    public long bytes() throws IOException {
        long bytes = 0;
        for (int n = 0; n < days; n++) {
            for (Path file : DayFolders.files(folder, firstDay.plusDays(n))) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    /** From the first moment of a day to the last millisecond of the last day. */
    public static TimeRange range(LocalDate first, int days) {
        Instant end = first.plusDays(days).atStartOfDay(ZoneOffset.UTC).toInstant();
        return new TimeRange(first.atStartOfDay(ZoneOffset.UTC).toInstant(), end.minusMillis(1));
    }
}
