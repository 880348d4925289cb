package org.eventextractor.lambda.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eventextractor.core.callback.CallbackAttempt;
import org.eventextractor.core.callback.CallbackPolicy;
import org.eventextractor.core.callback.CallbackSender;
import org.eventextractor.core.callback.HostLookup;
import org.eventextractor.core.callback.RetrySchedule;
import org.eventextractor.core.config.ConfigurationException;
import org.eventextractor.core.document.Software;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.lifecycle.Links;
import org.eventextractor.core.lifecycle.RequestOwner;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.lifecycle.StateReason;
import org.eventextractor.core.lifecycle.StatusStore;
import org.eventextractor.core.request.AcceptedRequest;
import org.eventextractor.core.request.ErrorPolicy;
import org.eventextractor.core.request.ExtractRequest;
import org.eventextractor.core.request.OutputOptions;
import org.eventextractor.core.request.TimeRange;
import org.eventextractor.core.request.UserSelection;
import org.eventextractor.core.storage.MemoryObjectStore;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.core.storage.WriteCondition;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.lambda.TestContext;
import org.eventextractor.lambda.configuration.PerAlias;
import org.eventextractor.lambda.event.Events;
import org.eventextractor.lambda.event.JobEvents;
import org.eventextractor.lambda.event.UnreadableEventException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompletionHandlerTest {

    private static final String BUCKET = "requests";
    private static final String ID = "0f0f";
    private static final String KEY = "study/a b+c/my_request.json";
    private static final String SECRET = "whsec_MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0";
    private static final RetrySchedule QUICK =
            new RetrySchedule(List.of(Duration.ofMillis(1)), 0, Duration.ofSeconds(5), Duration.ofSeconds(10));
    private static final StateReason RUNNING = new StateReason("running", "reading");

    private final MemoryObjectStore requests = new MemoryObjectStore(BUCKET);
    private final RequestPaths paths = new RequestPaths(KEY, ID);
    private final StatusStore status = new StatusStore(requests, paths, Clock.systemUTC());
    private final List<Posted> posted = new CopyOnWriteArrayList<>();
    private final HttpServer receiver = receiver();
    private final URI callback =
            URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/results");
    private final CallbackSender sender = new CallbackSender(
            new CallbackPolicy(List.of(), List.of(443), List.of(callback)),
            List.of(SECRET),
            Clock.systemUTC(),
            QUICK,
            HostLookup.ofSystem());
    private final CompletionHandler handler = new CompletionHandler(
            PerAlias.always(new Completion(requests, sender, new Software("1", "abc", "unknown"), Clock.systemUTC())));

    /** What the callback's receiver got. */
    private record Posted(Map<String, List<String>> headers, String body) {}

    @BeforeEach
    void aJobRuns() {
        accept(Optional.of(callback));
        status.create();
        status.update(current -> current.withJob("job-1", 1).withState(RequestState.RUNNING, RUNNING));
    }

    @AfterEach
    void close() {
        sender.close();
        receiver.stop(0);
    }

    @Test
    void aJobThatDiedSilentlyIsMarkedAsFailedWithItsCause() throws IOException {
        Map<String, Object> detail = failed();
        detail.put("statusReason", "CannotPullContainerError: no such image");

        assertThat(outcome(detail)).isEqualTo("failed");

        RequestStatus ended = status.read().orElseThrow();
        assertThat(ended.state()).isEqualTo(RequestState.FAILED);
        assertThat(ended.stateReason().code()).isEqualTo("imagePullFailed");
        assertThat(ended.errors())
                .singleElement()
                .satisfies(fault -> assertThat(fault.suggestion()).contains("execution role"));
    }

    @Test
    void theRequesterIsToldBySignedCallbackAndTheAttemptIsRecorded() throws Exception {
        outcome(failed());

        Posted delivery = posted.get(0);
        new Webhook(SECRET).verify(delivery.body(), delivery.headers());
        Map<?, ?> results = Json.read(delivery.body().getBytes(StandardCharsets.UTF_8), Map.class);
        assertThat(results.get("extractionStatus")).isEqualTo("failed");
        assertThat(results.get("requestId")).isEqualTo(ID);
        assertThat(results.get("jobId")).isEqualTo("job-1");
        assertThat(status.read().orElseThrow().callbackDelivery())
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.delivered()).isTrue());
    }

    @Test
    void aDoubledEventTellsNobodyTwice() throws IOException {
        outcome(failed());

        assertThat(outcome(failed())).isEqualTo("settled");
        assertThat(posted).hasSize(1);
    }

    @Test
    void aCallbackThatACrashPreventedIsMadeWhenTheEventComesAgain() throws IOException {
        status.update(current -> current.withState(RequestState.FAILED, new StateReason("killed", "died")));

        assertThat(outcome(failed())).isEqualTo("told");
        assertThat(posted).hasSize(1);
        assertThat(status.read().orElseThrow().stateReason().code()).isEqualTo("killed");
    }

    @Test
    void aJobThatDiedBetweenItsResultsAndItsCallbackHasItsOwnResultsPosted() throws IOException {
        String results = "{\"extractionStatus\": \"completed\"}";
        String key = paths.output("job-1") + "results.json";
        requests.with(key, results.getBytes(StandardCharsets.UTF_8));
        finalizing();
        status.update(current -> current.withState(RequestState.COMPLETED, new StateReason("completed", "done"))
                .withLinks(new Links(requests.root().resolve(key).toString(), null, null, null)));

        assertThat(outcome(failed())).isEqualTo("told");
        assertThat(outcome(failed())).isEqualTo("settled");
        assertThat(posted)
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.body()).isEqualTo(results));
        assertThat(status.read().orElseThrow().state()).isEqualTo(RequestState.COMPLETED);
    }

    @Test
    void aFailedJobWhoseStatusWasDeletedStillEndsInAStateAndACallback() throws IOException {
        requests.delete(paths.status());

        assertThat(outcome(failed())).isEqualTo("failed");
        assertThat(status.read().orElseThrow().state()).isEqualTo(RequestState.FAILED);
        assertThat(status.read().orElseThrow().jobId()).isEqualTo("job-1");
        assertThat(posted).hasSize(1);
    }

    @Test
    void aStatusDeletedAfterItsJobSucceededIsNotMadeAFailure() throws IOException {
        requests.delete(paths.status());

        assertThat(outcome(JobEvents.detail("SUCCEEDED", BUCKET, ID, KEY))).isEqualTo("settled");
        assertThat(status.read()).isEmpty();
        assertThat(posted).isEmpty();
    }

    @Test
    void aJobThatSucceededWithoutAFinalStatusHasFailed() throws IOException {
        assertThat(outcome(JobEvents.detail("SUCCEEDED", BUCKET, ID, KEY))).isEqualTo("failed");
        assertThat(status.read().orElseThrow().stateReason().code()).isEqualTo("endedWithoutResults");
    }

    @Test
    void aJobThatSpokeForItselfIsLeftAlone() throws IOException {
        finalizing();
        status.update(current -> current.withState(RequestState.COMPLETED, new StateReason("completed", "done"))
                .withCallbackAttempt(
                        new CallbackAttempt(1, Instant.EPOCH, true, 200, "the receiver answered 200", false)));

        assertThat(outcome(JobEvents.detail("SUCCEEDED", BUCKET, ID, KEY))).isEqualTo("settled");
        assertThat(outcome(failed())).isEqualTo("settled");
        assertThat(posted).isEmpty();
        assertThat(status.read().orElseThrow().state()).isEqualTo(RequestState.COMPLETED);
    }

    @Test
    void aRequestWithoutACallbackIsOnlyMarked() throws IOException {
        accept(Optional.empty());

        assertThat(outcome(failed())).isEqualTo("failed");
        assertThat(posted).isEmpty();
    }

    @Test
    void aJobThatEndedBeforeItsSubmissionWasRecordedIsNamedInTheStatus() throws IOException {
        requests.delete(paths.status());
        status.create();

        assertThat(outcome(failed())).isEqualTo("failed");
        assertThat(status.read().orElseThrow().jobId()).isEqualTo("job-1");
    }

    @Test
    void anotherJobOfTheRequestDoesNotEndIt() throws IOException {
        Map<String, Object> other = failed();
        other.put("jobId", "job-2");

        assertThat(outcome(other)).isEqualTo("ignored");
        assertThat(status.read().orElseThrow().state()).isEqualTo(RequestState.RUNNING);
    }

    @Test
    void onlyTheOwnersEndIsTheRequestsWhateverJobTheStatusNames() throws IOException {
        new RequestOwner(requests, paths).take("job-2");
        Map<String, Object> owner = failed();
        owner.put("jobId", "job-2");

        assertThat(outcome(failed())).isEqualTo("ignored");
        assertThat(outcome(owner)).isEqualTo("failed");
    }

    @Test
    void aRequestWhoseKeyANewerOneHasTakenEndsAndTellsItsReceiver() throws IOException {
        StatusStore newer = new StatusStore(requests, new RequestPaths(KEY, "ffff"), Clock.systemUTC());
        newer.create();

        assertThat(outcome(failed())).isEqualTo("failed");
        assertThat(status.read().orElseThrow().state()).isEqualTo(RequestState.FAILED);
        assertThat(status.read().orElseThrow().callbackDelivery()).hasSize(1);
        assertThat(posted).hasSize(1);
        assertThat(newer.read().orElseThrow().state()).isEqualTo(RequestState.RECEIVED);
    }

    @Test
    void filesThatADeadJobLeftBehindAreMarkedAsIncomplete() throws IOException {
        requests.with(paths.output("job-1") + "nudged/part-00000.parquet", new byte[] {1});

        outcome(failed());
        outcome(failed());

        Map<?, ?> mark = Json.read(requests.bytes(paths.incompleteMark("job-1")), Map.class);
        assertThat(mark.get("state")).isEqualTo("failed");
        assertThat(mark.get("requestId")).isEqualTo(ID);
        assertThat(requests.writtenKeys().stream().filter(paths.incompleteMark("job-1")::equals))
                .hasSize(1);
    }

    @Test
    void filesOfACancelledJobThatCouldNotMarkThemAreMarked() throws IOException {
        requests.with(paths.output("job-1") + "nudged/part-00000.parquet", new byte[] {1});
        status.update(current -> current.withState(RequestState.CANCELLED, new StateReason("cancelled", "so")));

        outcome(failed());

        Map<?, ?> mark = Json.read(requests.bytes(paths.incompleteMark("job-1")), Map.class);
        assertThat(mark.get("state")).isEqualTo("cancelled");
    }

    @Test
    void aFolderWithAManifestOrWithoutFilesIsNotMarked() throws IOException {
        outcome(failed());
        requests.with(paths.output("job-1") + "nudged/part-00000.parquet", new byte[] {1});
        requests.with(paths.manifest("job-1"), new byte[] {1});
        outcome(failed());

        assertThat(requests.find(paths.incompleteMark("job-1"))).isEmpty();
    }

    @Test
    void jobsOfOthersAreIgnored() throws IOException {
        Map<String, Object> foreign = failed();
        foreign.put("jobName", "nightly-report");

        assertThat(outcome(foreign)).isEqualTo("ignored");
        assertThat(outcome(JobEvents.detail("FAILED", "another-deployment", ID, KEY)))
                .isEqualTo("ignored");
        assertThat(outcome(JobEvents.detail("RUNNING", BUCKET, ID, KEY))).isEqualTo("ignored");
    }

    @Test
    void aStatusThatCannotBeWrittenMakesTheEventComeAgain() {
        requests.failOn(paths.status(), StorageException.Kind.UNAVAILABLE);

        assertThatThrownBy(() -> outcome(failed())).isInstanceOf(StorageException.class);
    }

    @Test
    void garbageIsAnsweredWithAReason() {
        assertThatThrownBy(() -> handler.handleRequest(
                        Events.stream("{}"), new ByteArrayOutputStream(), new TestContext(60_000)))
                .isInstanceOf(UnreadableEventException.class);
    }

    @Test
    void everyFaultOfTheConfigurationIsToldAtOnceAndNoSecretIsShown() {
        Map<String, String> environment = Map.of(
                "EXTRACTOR_CALLBACK_PORTS", "https",
                "EXTRACTOR_CALLBACK_SECRET", SECRET + ",whsec_not*base64",
                "EXTRACTOR_JOB_QUEUE", "the other function's",
                "EXTRACTOR_CALLBACK_HOST", "a.example.org");

        assertThatThrownBy(() -> new CompletionHandler(environment))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("EXTRACTOR_REQUEST_BUCKET is not set")
                .hasMessageContaining("EXTRACTOR_CALLBACK_PORTS cannot be")
                .hasMessageContaining("EXTRACTOR_CALLBACK_HOST is not known")
                .hasMessageContaining("EXTRACTOR_CALLBACK_SECRET holds a value that cannot be used")
                .hasMessageNotContaining(SECRET)
                .hasMessageNotContaining("not*base64");
    }

    private void finalizing() {
        status.update(current -> current.withState(RequestState.FINALIZING, new StateReason("finalizing", "writing")));
    }

    private static Map<String, Object> failed() {
        return JobEvents.detail("FAILED", BUCKET, ID, KEY);
    }

    private String outcome(Map<String, Object> detail) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        handler.handleRequest(Events.stream(JobEvents.of(detail)), output, new TestContext(180_000));
        return String.valueOf(Json.read(output.toByteArray(), Map.class).get("outcome"));
    }

    private void accept(Optional<URI> callbackUrl) {
        ExtractRequest request = new ExtractRequest(
                StorageUri.s3("events", "prod"),
                List.of("started_session"),
                new TimeRange(Instant.parse("2022-11-25T00:00:00Z"), Instant.parse("2022-11-26T00:00:00Z")),
                UserSelection.everyone(),
                callbackUrl.orElse(null),
                List.of("label"),
                "",
                "",
                "",
                false,
                new OutputOptions(OutputOptions.Compression.ZSTD, List.of()),
                new ErrorPolicy(ErrorPolicy.OnPartitionError.CONTINUE, 100),
                null);
        AcceptedRequest accepted =
                new AcceptedRequest(ID, KEY, "00", Instant.parse("2023-01-01T00:00:00Z"), request, List.of());
        requests.write(paths.acceptedRequest(), Json.write(accepted), "application/json", WriteCondition.always());
    }

    private HttpServer receiver() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                posted.add(new Posted(Map.copyOf(exchange.getRequestHeaders()), body));
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
