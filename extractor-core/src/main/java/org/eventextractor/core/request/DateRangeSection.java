package org.eventextractor.core.request;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.eventextractor.core.json.FieldReader;

/** {@code criteria.dateRange}: the moments wanted, both ends included. */
final class DateRangeSection {

    private static final String DATE_RANGE = "dateRange";
    private static final String START = "startTimestamp";
    private static final String END = "endTimestamp";

    private final int maxDays;
    private final Instant receivedAt;
    private final Findings findings;

    DateRangeSection(int maxDays, Instant receivedAt, Findings findings) {
        this.maxDays = maxDays;
        this.receivedAt = receivedAt;
        this.findings = findings;
    }

    Optional<TimeRange> read(FieldReader criteria) {
        criteria.required(DATE_RANGE);
        return criteria.object(DATE_RANGE).flatMap(this::range);
    }

    private Optional<TimeRange> range(FieldReader range) {
        range.refuseNulls();
        range.required(START);
        Optional<Instant> start = moment(range, START, Moment::first);
        Optional<Instant> end = range.has(END) ? moment(range, END, Moment::last) : Optional.of(receivedAt);
        range.end();
        if (start.isEmpty() || end.isEmpty() || !isSensible(range, start.get(), end.get())) {
            return Optional.empty();
        }
        return Optional.of(new TimeRange(start.get(), end.get()));
    }

    private Optional<Instant> moment(FieldReader range, String name, Function<Moment, Instant> side) {
        return range.text(name)
                .flatMap(text -> Moment.parse(text, range.pointer(name), findings.faults()))
                .map(side);
    }

    private boolean isSensible(FieldReader range, Instant start, Instant end) {
        if (start.isAfter(receivedAt)) {
            return refuse(
                    range.pointer(START),
                    "rangeInFuture",
                    "the range starts at " + start + ", after the request arrived at " + receivedAt,
                    "Check the year: no event can be there yet.");
        }
        if (end.isBefore(start)) {
            return refuse(
                    range.pointer(),
                    "reversedRange",
                    "the range ends at " + end + ", before it starts at " + start,
                    "Swap the two timestamps.");
        }
        if (Duration.between(start, end).compareTo(Duration.ofDays(maxDays)) > 0) {
            return refuse(
                    range.pointer(),
                    "rangeTooLong",
                    "the range has " + Duration.between(start, end).toDays() + " days: from " + start + " to " + end,
                    "Ask for at most " + maxDays + " days; split a longer range into several requests.");
        }
        warnOfFuture(range, end);
        return true;
    }

    private boolean refuse(String pointer, String code, String message, String suggestion) {
        findings.faults().add(pointer, code, message, suggestion);
        return false;
    }

    private void warnOfFuture(FieldReader range, Instant end) {
        if (end.isAfter(receivedAt)) {
            findings.warnings()
                    .add(
                            range.pointer(END),
                            "endInFuture",
                            "the range ends at " + end + ", after the request arrived at " + receivedAt,
                            "Events that arrive later are not in this extract: ask again when the range is over.");
        }
    }
}
