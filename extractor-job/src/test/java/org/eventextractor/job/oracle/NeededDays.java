package org.eventextractor.job.oracle;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.eventextractor.core.request.TimeRange;

/** Which day folders a request must look into. */
final class NeededDays {

    private static final DateTimeFormatter FOLDER =
            DateTimeFormatter.ofPattern("'year='uuuu/'month='MM/'day='dd", Locale.ROOT);

    private NeededDays() {}

    /** The folders of the range's days, and of the day before and after, which hold late events. */
    static List<String> of(TimeRange range) {
        LocalDate first = LocalDate.ofInstant(range.start(), ZoneOffset.UTC).minusDays(1);
        LocalDate last = LocalDate.ofInstant(range.end(), ZoneOffset.UTC).plusDays(1);
        return first.datesUntil(last.plusDays(1)).map(FOLDER::format).toList();
    }
}
