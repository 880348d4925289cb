package org.eventextractor.conformance.chaos;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.WriteCondition;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.samples.FileShape;
import org.eventextractor.samples.SampleEvent;
import org.eventextractor.samples.SampleEvents;
import org.eventextractor.samples.SampleRequest;
import org.eventextractor.samples.SampleSpec;
import org.eventextractor.samples.SampleType;

/**
 * What researchers do: the events, the requests for some of them, and the known answers. Immutable and thread-safe.
 *
 * @param spec of the events; none is late, so that each lies in the partition of its day
 * @param wanted every event of the users that requests name
 */
record Study(SampleSpec spec, List<SampleEvent> wanted) {

    private static final LocalDate FIRST_DAY = LocalDate.of(2023, 12, 30);
    private static final int DAYS = 4;
    private static final int FILES_A_DAY = 6;
    private static final int ROWS = 40;
    private static final int USERS = 20;
    private static final int WANTED_USERS = 5;
    private static final String JSON = "application/json";

    Study {
        wanted = List.copyOf(wanted);
    }

    /** Four types, four days, six small files a day. */
    static Study of(long seed) {
        List<SampleType> types = List.of(
                SampleType.STARTED_SESSION, SampleType.CREATED_HIGHLIGHT, SampleType.NUDGED, SampleType.CHANGED_STATE);
        SampleSpec spec = SampleSpec.of(seed, types, FIRST_DAY, DAYS)
                .withFiles(FILES_A_DAY, FileShape.ofRows(ROWS))
                .withUsers(USERS, WANTED_USERS)
                .withShares(0.35, 0)
                .withNewerSchemasFrom(FIRST_DAY.plusDays(DAYS / 2));
        List<SampleEvent> wanted =
                new SampleEvents(spec).expected(spec.wanted(), spec.range()).toList();
        return new Study(spec, wanted);
    }

    /** Puts the events where requests look for them. */
    void writeEvents(ObjectStore events) {
        new SampleEvents(spec).writeTo(events, Cloud.EVENTS.key());
    }

    /** Every event that a round must deliver. */
    List<SampleEvent> expected(Round round) {
        List<String> types = round.types().stream().map(SampleType::eventType).toList();
        return wanted.stream()
                .filter(event -> types.contains(event.eventType()) && event.isIn(round.range()))
                .toList();
    }

    /** Drops a round's request. */
    void drop(Round round, ObjectStore requests, Receiver receiver) {
        SampleRequest request = new SampleRequest(
                round.types().stream().map(SampleType::eventType).toList(),
                round.range(),
                spec.wanted(),
                round.name(),
                round.callsBack() ? receiver.server().url(round.name()) : null);
        String document = new String(request.toJson(), StandardCharsets.UTF_8);
        requests.write(round.key(), bytes(ofKind(round.kind(), document)), JSON, WriteCondition.always());
    }

    /** Cancels a round's request. */
    void cancel(Round round, ObjectStore requests) {
        String key = new RequestPaths(round.key(), "").cancellation();
        requests.write(key, bytes("{}"), JSON, WriteCondition.always());
    }

    private static String ofKind(Round.Kind kind, String document) {
        return switch (kind) {
            case EXTRACT -> document;
            case DRY_RUN -> document.replaceFirst("\\{", "{\"dryRun\": true,");
            case INVALID -> document.replaceFirst("\\{", "{\"dryRun\": \"perhaps\",");
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
