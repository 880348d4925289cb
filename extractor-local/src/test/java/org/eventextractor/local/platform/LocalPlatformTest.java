package org.eventextractor.local.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.request.TimeRange;
import org.eventextractor.core.request.UserSelection;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ObjectStores;
import org.eventextractor.core.storage.S3Clients;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.core.storage.WriteCondition;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.local.batch.JavaJobCommand;
import org.eventextractor.local.batch.JobLimits;
import org.eventextractor.local.callback.CallbackReceiver;
import org.eventextractor.local.callback.Delivery;
import org.eventextractor.local.demo.Comparison;
import org.eventextractor.local.demo.Delivered;
import org.eventextractor.local.demo.StatusWatch;
import org.eventextractor.s3.LocalCredentials;
import org.eventextractor.samples.FileShape;
import org.eventextractor.samples.SampleEvents;
import org.eventextractor.samples.SampleRequest;
import org.eventextractor.samples.SampleSpec;
import org.eventextractor.samples.SampleType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.batch.model.JobSummary;
import software.amazon.awssdk.services.batch.model.KeyValuesPair;
import software.amazon.awssdk.services.s3.S3Client;

/** The whole system: functions and job as deployed, every bucket event delivered twice. */
@Timeout(300)
class LocalPlatformTest {
    private static final Path JOB_JAR = Path.of("../extractor-job/target/extractor-job.jar");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final LocalDate FIRST_DAY = LocalDate.of(2023, 12, 30);
    private static final SampleSpec SPEC = SampleSpec.of(
                    7,
                    List.of(SampleType.STARTED_SESSION, SampleType.CREATED_HIGHLIGHT, SampleType.XAPI_STATEMENT),
                    FIRST_DAY,
                    4)
            .withFiles(3, FileShape.ofRows(50))
            .withUsers(20, 3)
            .withNewerSchemasFrom(FIRST_DAY.plusDays(2));

    /** Far from the other samples: of its three files one is not Parquet. */
    private static final SampleSpec DAMAGED_SPEC = SampleSpec.of(
                    8, List.of(SampleType.NUDGED), LocalDate.of(2022, 6, 15), 1)
            .withFiles(2, FileShape.ofRows(50))
            .withUsers(20, 3)
            .withShares(0.35, 0);

    private static final String DAMAGED_DAY = "nudged/year=2022/month=06/day=15";

    @TempDir
    static Path folder;

    @TempDir
    Path downloads;

    private static CallbackReceiver receiver;
    private static LocalPlatform platform;
    private static ObjectStores stores;
    private static ObjectStore requests;

    @BeforeAll
    static void start() {
        assumeTrue(Files.exists(JOB_JAR), "the job's jar is made by mvn package");
        String secret = CallbackReceiver.newSecret();
        receiver = CallbackReceiver.start(0, secret);
        platform = LocalPlatform.start(LocalSettings.of(folder, new JavaJobCommand(JOB_JAR, JobLimits.ofThisMachine()))
                .withCallbacks(receiver.origin(), secret)
                .withDeliveries(2, Duration.ofSeconds(1)));
        stores = new ObjectStores(platform.clientEnvironment(), 16);
        requests = stores.open(StorageUri.s3(LocalPlatform.REQUEST_BUCKET, ""));
        ObjectStore events = stores.open(LocalPlatform.EVENTS);
        new SampleEvents(SPEC).writeTo(events, LocalPlatform.EVENTS.key());
        new SampleEvents(DAMAGED_SPEC).writeTo(events, LocalPlatform.EVENTS.key());
        events.write(
                "prod/" + DAMAGED_DAY + "/damaged.parquet",
                "this is not Parquet".getBytes(StandardCharsets.UTF_8),
                "application/octet-stream",
                WriteCondition.always());
    }

    @AfterAll
    static void stop() {
        if (platform != null) {
            stores.close();
            platform.close();
            receiver.close();
        }
    }

    @Test
    void requestsAtOnceEachGetExactlyTheirEvents() throws Exception {
        List<String> keys = List.of(
                "study/a/my_request.json", "study b/100 % + more/request.json", "estudio/año-日本/my_request.json");
        for (int i = 0; i < keys.size(); i++) {
            drop(keys.get(i), request(i));
        }
        for (int i = 0; i < keys.size(); i++) {
            RequestStatus end = awaitEnd(keys.get(i));
            assertThat(end.state()).as(keys.get(i)).isEqualTo(RequestState.COMPLETED);
            assertExact(keys.get(i), end, SPEC, request(i));
            assertThat(jobsOf(keys.get(i), end)).as("jobs of a doubled event").hasSize(1);
            assertCallback(end, "\"completed\"");
        }
    }

    @Test
    void theResultsAreThereForAnyS3Client() throws Exception {
        String key = "sdk/my_request.json";
        drop(key, request(0));
        RequestStatus end = awaitEnd(key);
        try (S3Client client = S3Clients.create(platform.clientEnvironment(), 2)) {
            String prefix = paths(key, end).output(String.valueOf(end.jobId()));
            List<String> names =
                    client
                            .listObjectsV2(list ->
                                    list.bucket(LocalPlatform.REQUEST_BUCKET).prefix(prefix))
                            .contents()
                            .stream()
                            .map(object -> object.key().substring(prefix.length()))
                            .toList();
            assertThat(names)
                    .contains("results.json", "manifest.json", "request_completed.json", "error_days.json")
                    .anyMatch(name -> name.startsWith("started_session/") && name.endsWith(".parquet"));
        }
    }

    @Test
    void aWrongRequestIsRefusedWithAReasonAndRunsNothing() throws Exception {
        String key = "wrong/my_request.json";
        SampleRequest request = request(0);
        drop(key, new String(request.toJson(), StandardCharsets.UTF_8).replace("started_session", "started_sesion"));
        RequestStatus end = awaitEnd(key);
        assertThat(end.state()).isEqualTo(RequestState.REJECTED);
        assertThat(end.errors()).singleElement().satisfies(error -> {
            assertThat(error.pointer()).isEqualTo("/criteria/eventTypes/0");
            assertThat(error.suggestion()).contains("started_session");
        });
        assertThat(jobsOf(key, end)).isEmpty();
        assertToldAtOnce(paths(key, end));
    }

    @Test
    void aRequestThatMatchesNothingIsCompletedEmpty() throws Exception {
        String key = "nobody/my_request.json";
        UserSelection nobody = UserSelection.of(List.of(new UUID(1, 1)));
        drop(key, new SampleRequest(SPEC.eventTypes(), SPEC.range(), nobody, "", receiver.url("nobody")));
        RequestStatus end = awaitEnd(key);
        assertThat(end.state()).isEqualTo(RequestState.COMPLETED_EMPTY);
        assertCallback(end, "\"completedEmpty\"");
    }

    @Test
    void aDamagedFileIsNamedAndTheRestIsDelivered() throws Exception {
        String key = "damaged/my_request.json";
        SampleRequest request = SampleRequest.of(DAMAGED_SPEC).withCallback(receiver.url("damaged"));
        drop(key, request);
        RequestStatus end = awaitEnd(key);
        assertThat(end.state()).isEqualTo(RequestState.COMPLETED_WITH_ERRORS);
        assertExact(key, end, DAMAGED_SPEC, request);
        Delivered delivered = delivered(key, end);
        assertThat(delivered.read("error_days.json"))
                .asString(StandardCharsets.UTF_8)
                .contains(DAMAGED_DAY);
        assertThat(delivered.read("errors.json"))
                .asString(StandardCharsets.UTF_8)
                .contains("damaged.parquet");
        assertThat(jobsOf(key, end)).extracting(JobSummary::statusAsString).containsExactly("SUCCEEDED");
        assertCallback(end, "\"completedWithErrors\"");
    }

    @Test
    void aRequestWhoseJobIsKilledFailsWithAWord() throws Exception {
        String key = "killed/my_request.json";
        drop(key, request(0));
        StatusWatch watch = watch(key);
        RequestStatus end = watch.awaitEnd(PATIENCE, status -> {
            if (status.jobId() != null) {
                platform.killJob(status.jobId());
            }
        });
        assertThat(end.state()).isEqualTo(RequestState.FAILED);
        assertThat(end.errors()).isNotEmpty();
        assertCallback(end, "\"failed\"");
    }

    @Test
    void aJobTerminatedByHandEndsItsRequest() throws Exception {
        String key = "terminated/my_request.json";
        drop(key, request(0));
        StatusWatch watch = watch(key);
        try (BatchClient batch = batchClient()) {
            RequestStatus end = watch.awaitEnd(PATIENCE, status -> {
                if (status.jobId() != null) {
                    batch.terminateJob(call -> call.jobId(status.jobId()).reason("no longer wanted"));
                }
            });
            assertThat(end.state()).isIn(RequestState.FAILED, RequestState.CANCELLED);
            assertCallback(end, "\"failed\"");
        }
    }

    /** The whole days, and two ranges that begin and end within a day. */
    private static SampleRequest request(int number) {
        TimeRange range = SPEC.range();
        TimeRange shorter = new TimeRange(
                range.start().plus(Duration.ofHours(5L * number)), range.end().minus(Duration.ofHours(7L * number)));
        return SampleRequest.of(SPEC).withRange(shorter).withCallback(receiver.url("results-" + number));
    }

    private static void drop(String key, SampleRequest request) {
        drop(key, new String(request.toJson(), StandardCharsets.UTF_8));
    }

    private static void drop(String key, String request) {
        requests.write(key, request.getBytes(StandardCharsets.UTF_8), "application/json", WriteCondition.always());
    }

    private static RequestStatus awaitEnd(String key) throws Exception {
        return watch(key).awaitEnd(PATIENCE, status -> {});
    }

    private static StatusWatch watch(String key) {
        return new StatusWatch(requests, new RequestPaths(key, "").status());
    }

    private static RequestPaths paths(String key, RequestStatus status) {
        return new RequestPaths(key, status.requestId());
    }

    private static Delivered delivered(String key, RequestStatus status) {
        return new Delivered(requests, paths(key, status).output(String.valueOf(status.jobId())));
    }

    private void assertExact(String key, RequestStatus status, SampleSpec spec, SampleRequest request) {
        var expected = new SampleEvents(spec)
                .expected(request.users(), request.range())
                .toList();
        assertThat(expected).isNotEmpty();
        var found = delivered(key, status)
                .events(spec.types(), downloads.resolve(UUID.randomUUID().toString()));
        assertThat(Comparison.of(expected, found)).isEqualTo(new Comparison(expected.size(), 0, 0));
    }

    /** Within seconds: a sweep looks only at what has been silent for minutes. */
    private static void assertToldAtOnce(RequestPaths paths) throws InterruptedException {
        Instant deadline = Instant.now().plusSeconds(60);
        while (requests.find(paths.open()).isPresent() && Instant.now().isBefore(deadline)) {
            Thread.sleep(100);
        }
        assertThat(requests.find(paths.closed()))
                .as("the note that its end is told")
                .isPresent();
        assertThat(requests.find(paths.open())).as("its place on the list").isEmpty();
    }

    private static void assertCallback(RequestStatus status, String word) throws InterruptedException {
        Delivery delivery = receiver.await(found -> found.body().contains(status.requestId()), Duration.ofSeconds(30))
                .orElseThrow(() -> new AssertionError("no callback of request " + status.requestId()));
        assertThat(delivery.verified()).as(delivery.problem()).isTrue();
        assertThat(delivery.body()).contains(word);
    }

    private static List<JobSummary> jobsOf(String key, RequestStatus status) throws InterruptedException {
        try (BatchClient batch = batchClient()) {
            List<JobSummary> jobs = jobsOf(batch, key, status);
            Instant deadline = Instant.now().plusSeconds(30);
            while (jobs.stream().anyMatch(job -> job.stoppedAt() == null)
                    && Instant.now().isBefore(deadline)) {
                Thread.sleep(100);
                jobs = jobsOf(batch, key, status);
            }
            return jobs;
        }
    }

    private static List<JobSummary> jobsOf(BatchClient batch, String key, RequestStatus status) {
        return batch.listJobs(call -> call.jobQueue(LocalPlatform.QUEUE)
                        .filters(KeyValuesPair.builder()
                                .name("JOB_NAME")
                                .values(paths(key, status).jobName())
                                .build()))
                .jobSummaryList();
    }

    private static BatchClient batchClient() {
        return BatchClient.builder()
                .endpointOverride(platform.batchEndpoint())
                .region(Region.of(LocalCredentials.REGION))
                .credentialsProvider(LocalCredentials.provider())
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }
}
