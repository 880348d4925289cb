package org.eventextractor.conformance.chaos;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.eventextractor.core.document.ObjectFailure;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.local.demo.Comparison;
import org.eventextractor.local.demo.Delivered;
import org.eventextractor.samples.SampleEvent;

/**
 * Whether a data set holds exactly the rows asked for. Of a day that is named as lost rows may be missing, if there is a
 * reason for that; no row may be there that is not wanted, or twice, on whatever day. Thread-safe.
 *
 * @param study knows the answers
 * @param losses knows the reasons
 * @param downloads takes data files
 */
record RowCheck(Study study, LossCheck losses, Path downloads) {

    private static final DateTimeFormatter PARTITION = DateTimeFormatter.ofPattern(
                    "'/year='yyyy'/month='MM'/day='dd", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    List<String> breaches(EndedRound ended, Delivered delivered) {
        List<String> breaches = new ArrayList<>();
        Set<String> lost = Set.of();
        if (ended.status().state() == RequestState.COMPLETED_WITH_ERRORS) {
            lost = lostDays(delivered);
            breaches.addAll(
                    losses.breaches(lost, List.of(Json.read(delivered.read("errors.json"), ObjectFailure[].class))));
        }
        breaches.addAll(rowBreaches(ended.round(), lost, delivered));
        return breaches;
    }

    /** The days that a data set names as lost. */
    static Set<String> lostDays(Delivered delivered) {
        return new TreeSet<>(List.of(Json.read(delivered.read("error_days.json"), String[].class)));
    }

    private List<String> rowBreaches(Round round, Set<String> lost, Delivered delivered) {
        List<SampleEvent> expected = study.expected(round);
        List<SampleEvent> found = delivered.events(round.types(), downloads.resolve(round.name()));
        Comparison all = Comparison.of(expected, found);
        Comparison kept = Comparison.of(kept(expected, lost), kept(found, lost));
        List<String> breaches = new ArrayList<>();
        if (all.surplus() > 0) {
            breaches.add("wrong rows: " + all.surplus() + " that are not wanted, or there too often");
        }
        if (kept.missing() > 0) {
            breaches.add("wrong rows: " + kept.missing() + " of " + kept.expected() + " are missing");
        }
        return breaches;
    }

    private static List<SampleEvent> kept(List<SampleEvent> events, Set<String> lost) {
        return events.stream().filter(event -> !lost.contains(day(event))).toList();
    }

    private static String day(SampleEvent event) {
        return event.eventType() + PARTITION.format(event.occurredAt());
    }
}
