package org.eventextractor.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ObjectStores;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.core.storage.WriteCondition;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.local.demo.Comparison;
import org.eventextractor.local.demo.Delivered;
import org.eventextractor.local.demo.StatusWatch;
import org.eventextractor.samples.SampleEvent;
import org.eventextractor.samples.SampleEvents;
import org.eventextractor.samples.SampleRequest;
import org.eventextractor.samples.SampleSpec;

/**
 * What a researcher does with a platform, and what is promised of it.
 *
 * @param stores of the platform, past everything that is between functions, jobs and S3
 * @param spec of the events; none of them late, so that each lies in the partition of its day
 * @param folder takes downloads
 */
record Study(ObjectStores stores, SampleSpec spec, Path folder) {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final DateTimeFormatter PARTITION = DateTimeFormatter.ofPattern(
                    "'/year='yyyy'/month='MM'/day='dd", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    void writeEvents() {
        new SampleEvents(spec).writeTo(events(), LocalPlatform.EVENTS.key());
    }

    ObjectStore events() {
        return stores.open(LocalPlatform.EVENTS);
    }

    ObjectStore requests() {
        return stores.open(StorageUri.s3(LocalPlatform.REQUEST_BUCKET, ""));
    }

    /** Asks for all events of the wanted users. */
    void drop(String key) {
        requests().write(key, SampleRequest.of(spec).toJson(), "application/json", WriteCondition.always());
    }

    RequestStatus drop(String key, Consumer<RequestStatus> seen) throws InterruptedException, TimeoutException {
        drop(key);
        return awaitEnd(key, seen);
    }

    RequestStatus awaitEnd(String key, Consumer<RequestStatus> seen) throws InterruptedException, TimeoutException {
        return watch(key).awaitEnd(PATIENCE, seen);
    }

    RequestStatus awaitEnd(String key, Duration patience) throws InterruptedException, TimeoutException {
        return watch(key).awaitEnd(patience, status -> {});
    }

    private StatusWatch watch(String key) {
        return new StatusWatch(requests(), new RequestPaths(key, "").status());
    }

    /** Exactly the events asked for. */
    void assertExact(String key, RequestStatus end) {
        assertThat(end.state()).as(end.toString()).isEqualTo(RequestState.COMPLETED);
        assertExact(key, end, event -> true);
    }

    /** Exactly the events asked for, or all but those of days that are named, or a failure that is named. */
    void assertRightOrNamed(String key, RequestStatus end) {
        if (end.state() == RequestState.FAILED) {
            assertThat(end.stateReason().code()).isNotEmpty();
            assertThat(end.stateReason().message()).isNotEmpty();
        } else if (end.state() == RequestState.COMPLETED_WITH_ERRORS) {
            Set<String> lost = errorDays(key, end);
            assertThat(lost).isNotEmpty();
            assertExact(key, end, event -> !lost.contains(day(event)));
        } else {
            assertExact(key, end);
        }
    }

    /** The days that are named as lost. */
    Set<String> errorDays(String key, RequestStatus end) {
        return new TreeSet<>(List.of(Json.read(delivered(key, end).read("error_days.json"), String[].class)));
    }

    String errors(String key, RequestStatus end) {
        return new String(delivered(key, end).read("errors.json"), StandardCharsets.UTF_8);
    }

    /** On some days all that was asked for, and nowhere anything else. */
    private void assertExact(String key, RequestStatus end, Predicate<SampleEvent> onDay) {
        List<SampleEvent> expected =
                new SampleEvents(spec).expected(spec.wanted(), spec.range()).toList();
        List<SampleEvent> found = delivered(key, end)
                .events(spec.types(), folder.resolve(UUID.randomUUID().toString()));
        assertThat(Comparison.of(expected, found).surplus()).as("surplus").isZero();
        List<SampleEvent> complete = expected.stream().filter(onDay).toList();
        assertThat(Comparison.of(complete, found.stream().filter(onDay).toList()))
                .isEqualTo(new Comparison(complete.size(), 0, 0));
    }

    private Delivered delivered(String key, RequestStatus end) {
        RequestPaths paths = new RequestPaths(key, end.requestId());
        return new Delivered(requests(), paths.output(String.valueOf(end.jobId())));
    }

    private static String day(SampleEvent event) {
        return event.eventType() + PARTITION.format(event.occurredAt());
    }
}
