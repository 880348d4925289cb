package org.eventextractor.core.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.eventextractor.core.callback.CallbackPolicy;
import org.eventextractor.core.catalogue.CatalogueReader;
import org.eventextractor.core.document.ObjectFailure;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.plan.Planner;
import org.eventextractor.core.plan.SliceLimits;
import org.eventextractor.core.request.Fault;
import org.eventextractor.core.request.RequestParser;
import org.eventextractor.core.request.RequestPolicy;
import org.eventextractor.core.request.UserFile;
import org.eventextractor.core.storage.MemoryObjectStore;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StorageException.Kind;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.core.workspace.RequestPaths;
import org.junit.jupiter.api.Test;

class RequestPreparerTest {

    private static final RequestPaths PATHS = new RequestPaths("study/a/my_request.json", "0f");
    private static final RequestPaths EARLIER = new RequestPaths("study/a/my_request.json", "0e");
    private static final String FOLDER = PATHS.output("job-1");
    private static final String DAY = "started_session/year=2022/month=11/day=25";
    private static final Instant NOON = Instant.parse("2023-05-01T12:00:00Z");

    private final MemoryObjectStore events = new MemoryObjectStore("events");
    private final MemoryObjectStore requests = new MemoryObjectStore("requests");
    private final RequestPreparer preparer = preparer();

    @Test
    void whatAnEarlierExtractLostAndIsStillThereIsPlannedWithoutAWarning() {
        store("a");
        deliver("a");

        Preparation.Planned again = resume();

        assertThat(again.plan().objects()).isOne();
        assertThat(again.accepted().warnings()).isEmpty();
    }

    @Test
    void whatAnEarlierExtractLostAndIsNoLongerThereIsCounted() {
        store("a");
        deliver("a", "b", "c");

        Preparation.Planned again = resume();

        assertThat(again.plan().objects()).isOne();
        assertThat(again.accepted().warnings()).extracting(Fault::code).containsExactly("filesGone");
        assertThat(again.accepted().warnings().get(0).message()).startsWith("2 of the 3 files");
        assertThat(new AcceptedRequests(requests).read(PATHS)).isEqualTo(again.accepted());
    }

    @Test
    void whatIsFrozenStaysForAJobMayBeReadingIt() {
        store("a");
        deliver("a", "b");
        Preparation.Planned first = resume();
        store("b");
        requests.delete(FOLDER + "manifest.json");
        requests.forgetCalls();

        assertThat(resume()).isEqualTo(first);
        assertThat(requests.writtenKeys()).isEmpty();
    }

    @Test
    void theHeaderOfThePlanIsWrittenAfterAllThatGoesWithIt() {
        store("a");
        deliver("a", "b");
        requests.forgetCalls();
        resume();

        assertThat(requests.writtenKeys())
                .containsExactly(PATHS.acceptedRequest(), PATHS.slice(0), PATHS.acceptedRequest(), PATHS.plan());
    }

    @Test
    void aPlanOfWhichASliceCannotBeWrittenHasNoHeader() {
        store("a");
        requests.failOn(PATHS.slice(0), Kind.UNAVAILABLE);

        assertThatThrownBy(() -> prepare("")).isInstanceOf(StorageException.class);
        assertThat(requests.keys()).contains(PATHS.acceptedRequest()).doesNotContain(PATHS.plan());
    }

    @Test
    void aPlanWhoseHeaderIsDamagedIsMadeAnew() {
        store("b");
        prepare("");
        requests.with(PATHS.plan(), "{".getBytes(StandardCharsets.UTF_8));
        store("a");

        assertThat(prepare("").plan().objects()).isEqualTo(2);
    }

    @Test
    void aPlanThatWasNeverFinishedIsMadeAnew() {
        store("b");
        prepare("");
        requests.delete(PATHS.plan());
        store("a");

        assertThat(prepare("").plan().objects()).isEqualTo(2);
    }

    private void store(String name) {
        events.with("prod/" + DAY + "/" + name + ".parquet", new byte[100]);
    }

    /** An extract that could not read these files. */
    private void deliver(String... lost) {
        List<ObjectFailure> failures = Stream.of(lost)
                .map(name -> new ObjectFailure(
                        "s3://events/prod/" + DAY + "/" + name + ".parquet", DAY, "truncated", "it ends", 1, false))
                .toList();
        requests.with(
                FOLDER + "request_completed.json",
                Json.write(prepare(EARLIER, "").accepted()));
        requests.with(FOLDER + "errors.json", Json.write(failures));
        requests.with(FOLDER + "manifest.json", Json.write(List.of()));
    }

    private Preparation.Planned resume() {
        return prepare(", \"resumeFrom\": \"job-1\"");
    }

    private Preparation.Planned prepare(String more) {
        return prepare(PATHS, more);
    }

    /** @param more fields of the request, each after a comma */
    private Preparation.Planned prepare(RequestPaths paths, String more) {
        String document = """
                {"criteria": {"eventTypes": ["started_session"],
                              "dateRange": {"startTimestamp": "2022-11-25T00:00:00Z",
                                            "endTimestamp": "2022-11-25T23:59:59Z"},
                              "userUUIDs": ["3e2c6a50-9c3f-4b8a-8c55-1d7b2f0a9e11"]}%s}
                """.formatted(more);
        return (Preparation.Planned) preparer.prepare(paths, document.getBytes(StandardCharsets.UTF_8), NOON);
    }

    private RequestPreparer preparer() {
        RequestPolicy policy = RequestPolicy.unrestricted(
                CatalogueReader.defaultCatalogue(), StorageUri.s3("events", "prod"), CallbackPolicy.publicHttps());
        return new RequestPreparer(
                policy,
                new RequestParser(policy, UserFile.in(requests)),
                requests,
                location -> new Planner(events, SliceLimits.standard(), 4));
    }
}
