package org.eventextractor.core.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Stream;
import org.eventextractor.core.catalogue.EventType;
import org.eventextractor.core.catalogue.PartitionLayout;
import org.eventextractor.core.request.TimeRange;

/**
 * One folder to list.
 *
 * @param eventType whose events it holds
 * @param name {@code type/year=YYYY/month=MM/day=DD}, or {@code type} where there are no partitions
 */
record Partition(String eventType, String name) {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("'/year='uuuu'/month='MM'/day='dd", Locale.ROOT);

    /**
     * The folders that can hold events of a range, in order of their days: the UTC days that the range touches, both
     * ends included, and the type's late days before and after them.
     */
    static Stream<Partition> of(EventType type, TimeRange range) {
        if (type.layout() == PartitionLayout.NONE) {
            return Stream.of(new Partition(type.name(), type.name()));
        }
        LocalDate first = day(range.start()).minusDays(type.lateDays());
        LocalDate last = day(range.end()).plusDays(type.lateDays());
        return first.datesUntil(last.plusDays(1)).map(day -> new Partition(type.name(), type.name() + DAY.format(day)));
    }

    /** The prefix of the keys of its objects, below the folder of the event types. */
    String prefix() {
        return name + "/";
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }
}
