package org.eventextractor.conformance.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.eventextractor.core.request.TimeRange;
import org.eventextractor.samples.SampleType;
import org.jspecify.annotations.Nullable;

/**
 * One request, and what is done to it.
 *
 * @param number from 1
 * @param kind what is asked for
 * @param types of the events asked for
 * @param range of the events asked for
 * @param callsBack whether it names a receiver
 * @param refusals how many callbacks the receiver answers with 503 before it takes one
 * @param deliveries how often the event of its arrival comes, at least once
 * @param machines how many its job runs on, at least 1; an array if more
 * @param lateness how long the second copy of an event to completion takes; null if there is none
 * @param cancelAfter when it is cancelled, after it was dropped; null if it is not
 * @param ambushes who is killed when
 */
record Round(
        int number,
        Kind kind,
        List<SampleType> types,
        TimeRange range,
        boolean callsBack,
        int refusals,
        int deliveries,
        int machines,
        @Nullable Duration lateness,
        @Nullable Duration cancelAfter,
        List<Ambush> ambushes) {

    Round {
        types = List.copyOf(types);
        ambushes = List.copyOf(ambushes);
    }

    /** What a request asks for. */
    enum Kind {
        /** Events. */
        EXTRACT,
        /** How many there are to read. */
        DRY_RUN,
        /** Something that must be refused. */
        INVALID
    }

    /** Its folder in the bucket, and the path of its callback. */
    String name() {
        return String.format(Locale.ROOT, "round-%05d", number);
    }

    /** How many day folders it asks for: of each type one a day. */
    long dayFolders() {
        return types.size() * (Duration.between(range.start(), range.end()).toDays() + 1);
    }

    String key() {
        return name() + "/my_request.json";
    }
}
