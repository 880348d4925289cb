package org.eventextractor.lambda.intake;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eventextractor.core.callback.CallbackPolicy;
import org.eventextractor.core.catalogue.CatalogueReader;
import org.eventextractor.core.lifecycle.OpenRequests;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.lifecycle.StatusStore;
import org.eventextractor.core.plan.PlanStore;
import org.eventextractor.core.plan.Planner;
import org.eventextractor.core.plan.SliceLimits;
import org.eventextractor.core.prepare.RequestPreparer;
import org.eventextractor.core.request.RequestParser;
import org.eventextractor.core.request.RequestPolicy;
import org.eventextractor.core.request.UserFile;
import org.eventextractor.core.storage.Fate;
import org.eventextractor.core.storage.MemoryObjectStore;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.core.workspace.OpenRequest;
import org.eventextractor.core.workspace.RequestId;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.lambda.MovableClock;
import org.eventextractor.lambda.batch.MemoryJobQueue;
import org.eventextractor.lambda.event.ObjectCreated;

/** A deployment in memory: two buckets, a queue, and the real intake between them. */
final class IntakeFixture {

    static final String BUCKET = "requests";
    static final String KEY = "study/a/my_request.json";
    static final Duration TIME_LEFT = Duration.ofMinutes(5);
    static final int DAYS = 3;
    static final int OBJECTS_A_DAY = 40;

    final MemoryObjectStore requests = new MemoryObjectStore(BUCKET);
    final MemoryObjectStore events = new MemoryObjectStore("events");
    final MemoryJobQueue queue = new MemoryJobQueue();
    final MovableClock clock = new MovableClock(Instant.parse("2023-05-01T12:00:00Z"));
    final Intake intake = process(Fate.toLive());

    IntakeFixture() {
        for (int day = 24; day < 24 + DAYS; day++) {
            for (int i = 0; i < OBJECTS_A_DAY; i++) {
                events.with(eventKey(day, i), new byte[1_000]);
            }
        }
    }

    /** The intake of a process of its own. */
    Intake process(Fate fate) {
        ObjectStore bucket = fate.over(requests);
        RequestPolicy policy = new RequestPolicy(
                CatalogueReader.defaultCatalogue(),
                List.of(StorageUri.s3("events", "prod")),
                false,
                3_660,
                1_000_000,
                requests.root(),
                CallbackPolicy.publicHttps());
        RequestPreparer preparer = new RequestPreparer(
                policy,
                new RequestParser(policy, UserFile.in(bucket)),
                bucket,
                location -> new Planner(events, SliceLimits.standard(), 4));
        return new Intake(bucket, preparer, new MortalJobs(queue, fate), clock);
    }

    /** A request for started_session on 25 November 2022. */
    static String request(String more) {
        return """
                {"criteria": {"eventTypes": ["started_session"],
                              "dateRange": {"startTimestamp": "2022-11-25T00:00:00Z",
                                            "endTimestamp": "2022-11-25T23:59:59Z"},
                              "userUUIDs": ["3e2c6a50-9c3f-4b8a-8c55-1d7b2f0a9e11"]}%s}
                """.formatted(more);
    }

    /** Puts a request into the bucket and tells the event of it. */
    ObjectCreated drop(String key, String document, String sequencer) {
        requests.with(key, document.getBytes(StandardCharsets.UTF_8));
        return created(key, sequencer);
    }

    ObjectCreated created(String key, String sequencer) {
        String eTag = requests.find(key).orElseThrow().eTag();
        requests.forgetCalls();
        return new ObjectCreated(BUCKET, key, eTag, null, sequencer, clock.instant());
    }

    IntakeOutcome receive(ObjectCreated object) {
        return intake.receive(object, TIME_LEFT);
    }

    RequestPaths paths(ObjectCreated object) {
        return new RequestPaths(object.key(), RequestId.of(object.bucket(), object.key(), object.version()));
    }

    Optional<RequestStatus> statusOf(ObjectCreated object) {
        return store(object).read();
    }

    /** What a job reads of a request, by its keys; nothing if the plan is not finished. */
    SortedMap<String, byte[]> frozen(ObjectCreated object) {
        RequestPaths paths = paths(object);
        SortedMap<String, byte[]> documents = new TreeMap<>();
        new PlanStore(requests, paths).findPlan().ifPresent(plan -> {
            documents.put(paths.acceptedRequest(), requests.bytes(paths.acceptedRequest()));
            documents.put(paths.plan(), requests.bytes(paths.plan()));
            plan.slices().stream()
                    .map(slice -> paths.slice(slice.number()))
                    .forEach(key -> documents.put(key, requests.bytes(key)));
        });
        return documents;
    }

    /** Late events, which a plan made from now on has in its first slice. */
    void addEventsBeforeAllOthers() {
        events.with("prod/started_session/year=2022/month=11/day=24/a-late-file.parquet", new byte[1_000]);
    }

    /** Whether there is a note that a request has ended. */
    boolean isEndNoted(ObjectCreated object) {
        return requests.find(paths(object).ended()).isPresent();
    }

    /** The ids of all requests that are open. */
    List<String> openRequests() {
        OpenRequests open = new OpenRequests(requests);
        return open.page(null).notes().stream()
                .map(open::read)
                .flatMap(Optional::stream)
                .map(OpenRequest::requestId)
                .toList();
    }

    StatusStore store(ObjectCreated object) {
        return new StatusStore(requests, paths(object), clock);
    }

    RequestStatus status(ObjectCreated object) {
        return statusOf(object).orElseThrow();
    }

    private static String eventKey(int day, int number) {
        return String.format(
                Locale.ROOT, "prod/started_session/year=2022/month=11/day=%02d/part-%04d.parquet", day, number);
    }
}
