package org.eventextractor.benchmarks.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The layout of the real bucket. */
public final class DayFolders {

    private DayFolders() {}

    /** The key prefix of a day's files, with its slash at the end. */
    public static String prefix(LocalDate day) {
        return String.format(
                Locale.ROOT,
                "started_session/year=%04d/month=%02d/day=%02d/",
                day.getYear(),
                day.getMonthValue(),
                day.getDayOfMonth());
    }

    /** The files of a day, by name. */
    public static List<Path> files(Path events, LocalDate day) throws IOException {
        try (Stream<Path> files = Files.list(events.resolve(prefix(day)))) {
            return files.sorted().toList();
        }
    }
}
