package org.eventextractor.job.scan;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/** Reads ISO 8601 date and time; a text without an offset is in UTC. */
final class IsoTime {

    private static final int MAX_LENGTH = 64;

    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffset("+HH:MM:ss", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHmm", "Z")
            .optionalEnd()
            .toFormatter();

    private IsoTime() {}

    /** The moment; null if the text is not one. */
    static @Nullable Instant parse(byte[] bytes, int start, int length) {
        if (length > MAX_LENGTH) {
            return null;
        }
        try {
            String text = new String(bytes, start, length, StandardCharsets.UTF_8);
            return instant(FORMAT.parseBest(text, OffsetDateTime::from, LocalDateTime::from));
        } catch (DateTimeException notATime) {
            return null;
        }
    }

    private static Instant instant(TemporalAccessor time) {
        return time instanceof OffsetDateTime offset
                ? offset.toInstant()
                : ((LocalDateTime) time).toInstant(ZoneOffset.UTC);
    }
}
