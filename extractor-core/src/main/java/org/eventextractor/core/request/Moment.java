package org.eventextractor.core.request;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eventextractor.core.json.FaultSink;
import org.eventextractor.core.json.Shown;

/**
 * What a timestamp of a request means: a moment, or a whole day of UTC.
 *
 * @param first the moment, or the day's first nanosecond
 * @param last the moment, or the day's last nanosecond
 */
record Moment(Instant first, Instant last) {

    private static final String DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
    private static final String TIME = "[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,9})?)?";
    private static final Pattern DAY = Pattern.compile(DATE);
    private static final Pattern MOMENT = Pattern.compile(DATE + "T" + TIME + "(?<offset>Z|[+-][0-9]{2}:[0-9]{2})?");
    private static final String HELP =
            "Write a moment as 2022-11-25T00:00:00Z (RFC 3339), or a whole day as 2022-11-25.";

    /** Reads RFC 3339 text, seconds optional, or a date; empty, and a fault, if the text is neither. */
    static Optional<Moment> parse(String text, String pointer, FaultSink faults) {
        Matcher moment = MOMENT.matcher(text);
        boolean isMoment = moment.matches();
        if (isMoment && moment.group("offset") == null) {
            String message = "\"" + text + "\" does not say in which time zone it is";
            faults.add(pointer, "offsetMissing", message, "Add Z for UTC: \"" + text + "Z\".");
            return Optional.empty();
        }
        try {
            if (isMoment) {
                return Optional.of(at(OffsetDateTime.parse(text).toInstant()));
            }
            if (DAY.matcher(text).matches()) {
                return Optional.of(wholeDay(LocalDate.parse(text)));
            }
            faults.add(pointer, "invalidTimestamp", "\"" + Shown.cut(text) + "\" is not a timestamp", HELP);
        } catch (DateTimeException e) {
            faults.add(pointer, "invalidTimestamp", "there is no such day or time as \"" + text + "\"", HELP);
        }
        return Optional.empty();
    }

    private static Moment at(Instant instant) {
        return new Moment(instant, instant);
    }

    private static Moment wholeDay(LocalDate day) {
        Instant first = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant next = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return new Moment(first, next.minusNanos(1));
    }
}
