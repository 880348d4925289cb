package org.eventextractor.lambda.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventextractor.core.callback.CallbackAttempt;
import org.eventextractor.core.callback.CallbackPolicy;
import org.eventextractor.core.callback.CallbackSender;
import org.eventextractor.core.callback.HostLookup;
import org.eventextractor.core.callback.Receiver;
import org.eventextractor.core.callback.RetrySchedule;
import org.eventextractor.core.config.ConfigurationException;
import org.eventextractor.core.document.Funnel;
import org.eventextractor.core.document.Software;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.lifecycle.Links;
import org.eventextractor.core.lifecycle.Progress;
import org.eventextractor.core.lifecycle.RequestOwner;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.lifecycle.StateReason;
import org.eventextractor.core.lifecycle.StatusStore;
import org.eventextractor.core.request.Fault;
import org.eventextractor.core.storage.MemoryObjectStore;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.lambda.TestContext;
import org.eventextractor.lambda.TestRequest;
import org.eventextractor.lambda.batch.ArrayJobs;
import org.eventextractor.lambda.batch.JobQueueException;
import org.eventextractor.lambda.callback.ImmediateCallbacks;
import org.eventextractor.lambda.closing.Closing;
import org.eventextractor.lambda.configuration.PerAlias;
import org.eventextractor.lambda.event.Events;
import org.eventextractor.lambda.event.JobEnded;
import org.eventextractor.lambda.event.JobEvents;
import org.eventextractor.lambda.event.ObjectCreated;
import org.eventextractor.lambda.event.UnreadableEventException;
import org.eventextractor.lambda.notify.HeardNotices;
import org.eventextractor.lambda.notify.Notifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionHandlerTest {

    private static final String BUCKET = "requests";
    private static final String ID = "0f0f";
    private static final String KEY = "study/a b+c/my_request.json";
    private static final String SECRET = "whsec_MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0";
    private static final Instant NOON = Instant.parse("2024-05-01T12:00:00Z");
    private static final RetrySchedule QUICK =
            new RetrySchedule(List.of(Duration.ofMillis(1)), 0, Duration.ofSeconds(5), Duration.ofSeconds(10));

    private final MemoryObjectStore requests = new MemoryObjectStore(BUCKET);
    private final TestRequest request = new TestRequest(requests, ID, KEY);
    private final RequestPaths paths = request.paths();
    private final StatusStore status = request.status();
    private final Receiver receiver = Receiver.answering(200);
    private final CallbackSender sender = new CallbackSender(
            new CallbackPolicy(List.of(), List.of(443), List.of(receiver.url())),
            List.of(SECRET),
            Clock.systemUTC(),
            QUICK,
            HostLookup.ofSystem());
    private final HeardNotices heard = new HeardNotices();
    private ArrayJobs failedChildren = parent -> List.of();
    private final CompletionHandler handler = new CompletionHandler(PerAlias.always(completion()));

    @BeforeEach
    void aJobRuns() {
        request.accepted(receiver.url());
        request.running("job-1");
    }

    @AfterEach
    void close() {
        sender.close();
        receiver.close();
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
    void anArrayFailsOfWhatOneOfItsChildrenDiedOf() throws IOException {
        failedChildren = parent -> List.of(child(parent + ":3", "OutOfMemoryError: killed", 137));

        assertThat(outcome(failedArray())).isEqualTo("failed");

        RequestStatus ended = status.read().orElseThrow();
        assertThat(ended.stateReason().code()).isEqualTo("outOfMemory");
        assertThat(ended.jobId()).isEqualTo("job-1");
    }

    @Test
    void anArrayWhoseChildrenMayNotBeAskedForEndsAllTheSame() throws IOException {
        failedChildren = parent -> {
            throw new JobQueueException("cannot list jobs", false, new IOException("denied"));
        };

        assertThat(outcome(failedArray())).isEqualTo("failed");
        assertThat(status.read().orElseThrow().stateReason().message()).startsWith("A part of the job failed.");
    }

    @Test
    void anArrayWhoseChildrenCannotBeAskedForNowHasItsEventComeAgain() {
        failedChildren = parent -> {
            throw new JobQueueException("cannot list jobs", true, new IOException("away"));
        };

        assertThatThrownBy(() -> outcome(failedArray())).isInstanceOf(JobQueueException.class);
    }

    @Test
    void theRequesterIsToldBySignedCallbackAndTheAttemptIsRecorded() throws Exception {
        outcome(failed());

        Receiver.Delivery delivery = receiver.deliveries().get(0);
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
        assertThat(receiver.deliveries()).hasSize(1);
    }

    @Test
    void aCallbackThatACrashPreventedIsMadeWhenTheEventComesAgain() throws IOException {
        status.update(current -> current.withState(RequestState.FAILED, new StateReason("killed", "died")));

        assertThat(outcome(failed())).isEqualTo("closed");
        assertThat(receiver.deliveries()).hasSize(1);
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

        assertThat(outcome(failed())).isEqualTo("closed");
        assertThat(outcome(failed())).isEqualTo("settled");
        assertThat(receiver.deliveries())
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.body()).isEqualTo(results));
        assertThat(status.read().orElseThrow().state()).isEqualTo(RequestState.COMPLETED);
    }

    @Test
    void aJobThatDiedBetweenItsResultsAndItsLastWordHasDelivered() throws IOException {
        String results = published("completedWithErrors", "partitionsFailed", "nudged/year=2023/month=01/day=02");
        requests.with(paths.manifest("job-1"), new byte[] {1});
        requests.with(paths.output("job-1") + "results.json", results.getBytes(StandardCharsets.UTF_8));
        requests.with(paths.output("job-1") + "a/part-00000.parquet", new byte[] {1});
        finalizing();
        Progress told = new Progress(100, 2, 2, 7, 7, 3, 5_678, 1_234);
        status.update(current -> current.withProgress(told));

        assertThat(outcome(failed())).isEqualTo("closed");

        RequestStatus ended = status.read().orElseThrow();
        assertThat(ended.progress()).isEqualTo(told);
        assertThat(ended.state()).isEqualTo(RequestState.COMPLETED_WITH_ERRORS);
        assertThat(ended.stateReason()).isEqualTo(new StateReason("partitionsFailed", "As it ended."));
        assertThat(ended.errors())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).startsWith("nudged/year=2023/month=01/day=02 "));
        assertThat(ended.warnings()).extracting(Fault::code).containsExactly("columnMissing");
        assertThat(ended.links().manifest()).isEqualTo("s3://requests/m.json");
        assertThat(receiver.deliveries())
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.body()).isEqualTo(results));
        assertThat(requests.keys()).doesNotContain(paths.incompleteMark("job-1"));
    }

    /** Its data goes after its last word, and so may be left. */
    @Test
    void anExtractThatItsErrorPolicyFailedEndsSoThoughItsJobDiedBeforeItsLastWord() throws IOException {
        String results = published("failed", "tooManyFailedPartitions", "nudged/year=2023/month=01/day=02");
        requests.with(paths.output("job-1") + "results.json", results.getBytes(StandardCharsets.UTF_8));
        requests.with(paths.output("job-1") + "nudged/part-00000.parquet", new byte[] {1});
        finalizing();

        assertThat(outcome(JobEvents.detail("SUCCEEDED", BUCKET, ID, KEY))).isEqualTo("closed");

        RequestStatus ended = status.read().orElseThrow();
        assertThat(ended.state()).isEqualTo(RequestState.FAILED);
        assertThat(ended.stateReason().code()).isEqualTo("tooManyFailedPartitions");
        assertThat(ended.links().results()).endsWith("results.json");
        assertThat(requests.keys()).contains(paths.incompleteMark("job-1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "garbage", "{}", "null", "{\"extractionStatus\": \"running\", \"statusMessage\": \"\"}"})
    void aJobThatDiedBeforeItsResultsHasFailedThoughItWasFinalizing(String inTheirPlace) throws IOException {
        finalizing();
        requests.with(paths.output("job-1") + "results.json", inTheirPlace.getBytes(StandardCharsets.UTF_8));

        assertThat(outcome(failed())).isEqualTo("failed");
        assertThat(status.read().orElseThrow().state()).isEqualTo(RequestState.FAILED);
    }

    @Test
    void aFailedJobWhoseStatusWasDeletedStillEndsInAStateAndACallback() throws IOException {
        requests.delete(paths.status());

        assertThat(outcome(failed())).isEqualTo("failed");
        assertThat(status.read().orElseThrow().state()).isEqualTo(RequestState.FAILED);
        assertThat(status.read().orElseThrow().jobId()).isEqualTo("job-1");
        assertThat(receiver.deliveries()).hasSize(1);
    }

    @Test
    void aStatusDeletedAfterItsJobSucceededIsNotMadeAFailure() throws IOException {
        requests.delete(paths.status());

        assertThat(outcome(JobEvents.detail("SUCCEEDED", BUCKET, ID, KEY))).isEqualTo("settled");
        assertThat(status.read()).isEmpty();
        assertThat(receiver.deliveries()).isEmpty();
    }

    @Test
    void aStatusDeletedAfterItsJobSucceededIsMadeAgainOfItsResults() throws IOException {
        String results = published("completed", "completed");
        requests.with(paths.output("job-1") + "results.json", results.getBytes(StandardCharsets.UTF_8));
        requests.delete(paths.status());

        assertThat(outcome(JobEvents.detail("SUCCEEDED", BUCKET, ID, KEY))).isEqualTo("closed");

        RequestStatus ended = status.read().orElseThrow();
        assertThat(ended.state()).isEqualTo(RequestState.COMPLETED);
        assertThat(ended.jobId()).isEqualTo("job-1");
        assertThat(ended.progress()).isEqualTo(new Progress(100, 0, 0, 7, 7, 3, 0, 1_234));
        assertThat(heard.notices())
                .singleElement()
                .satisfies(notice -> assertThat(notice.text()).contains("Events: 3 from 7 of 7 objects"));
        assertThat(receiver.deliveries())
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.body()).isEqualTo(results));
    }

    @Test
    void anEndOfWhichNothingIsLeftIsToldToPeopleOnce() throws IOException {
        requests.delete(paths.status());

        assertThat(outcome(JobEvents.detail("SUCCEEDED", BUCKET, ID, KEY))).isEqualTo("settled");
        assertThat(outcome(JobEvents.detail("SUCCEEDED", BUCKET, ID, KEY))).isEqualTo("settled");

        assertThat(heard.notices())
                .singleElement()
                .satisfies(notice -> assertThat(notice.text()).contains(ID, "nobody is called back"));
    }

    @Test
    void aJobThatBatchHasForgottenHasDeliveredIfItHadPublished() {
        String results = published("completedEmpty", "noEvents");
        requests.with(paths.output("job-1") + "results.json", results.getBytes(StandardCharsets.UTF_8));
        finalizing();

        ends().lost(paths, Optional.of("job-1"));

        assertThat(status.read().orElseThrow().state()).isEqualTo(RequestState.COMPLETED_EMPTY);
        assertThat(status.read().orElseThrow().stateReason().code()).isEqualTo("noEvents");
    }

    @Test
    void aRequestWhoseReceiverCannotBeReadAnyMoreIsClosedAllTheSame() throws IOException {
        requests.with(paths.acceptedRequest(), new byte[] {'{'});

        assertThat(outcome(failed())).isEqualTo("failed");
        assertThat(outcome(failed())).isEqualTo("settled");
        assertThat(heard.notices()).hasSize(1);
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

        assertThat(outcome(JobEvents.detail("SUCCEEDED", BUCKET, ID, KEY))).isEqualTo("closed");
        assertThat(outcome(failed())).isEqualTo("settled");
        assertThat(receiver.deliveries()).isEmpty();
        assertThat(status.read().orElseThrow().state()).isEqualTo(RequestState.COMPLETED);
    }

    @Test
    void aRequestWithoutACallbackIsOnlyMarked() throws IOException {
        request.accepted(null);

        assertThat(outcome(failed())).isEqualTo("failed");
        assertThat(receiver.deliveries()).isEmpty();
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
    void whereTheOwnerCannotBeUnderstoodTheJobThatTheStatusNamesEndsTheRequest() throws IOException {
        requests.with(paths.owner(), new byte[] {'{'});
        Map<String, Object> other = failed();
        other.put("jobId", "job-2");

        assertThat(outcome(other)).isEqualTo("ignored");
        assertThat(outcome(failed())).isEqualTo("failed");
    }

    /** It has written nothing, for another might have been the owner. */
    @Test
    void aJobThatCouldNotFindOutWhetherItIsTheOwnerHasItsEndTold() {
        requests.delete(paths.status());
        request.queued("job-1");

        assertThat(ends().ended(child("job-1", "", 75))).isEqualTo(CompletionOutcome.FAILED);

        assertThat(status.read().orElseThrow().stateReason().code()).isEqualTo("storageUnreachable");
        assertThat(receiver.deliveries()).hasSize(1);
    }

    @Test
    void aRequestWhoseKeyANewerOneHasTakenEndsAndTellsItsReceiver() throws IOException {
        StatusStore newer = new StatusStore(requests, new RequestPaths(KEY, "ffff"), Clock.systemUTC());
        newer.create();

        assertThat(outcome(failed())).isEqualTo("failed");
        assertThat(status.read().orElseThrow().state()).isEqualTo(RequestState.FAILED);
        assertThat(status.read().orElseThrow().callbackDelivery()).hasSize(1);
        assertThat(receiver.deliveries()).hasSize(1);
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
    void aFolderWithoutFilesIsNotMarked() throws IOException {
        outcome(failed());

        assertThat(requests.find(paths.incompleteMark("job-1"))).isEmpty();
    }

    @Test
    void theManifestOfAJobThatDiedBeforeItsResultsIsTakenBack() throws IOException {
        requests.with(paths.output("job-1") + "nudged/part-00000.parquet", new byte[] {1});
        requests.with(paths.manifest("job-1"), new byte[] {1});

        outcome(failed());

        assertThat(requests.find(paths.manifest("job-1"))).isEmpty();
        assertThat(requests.find(paths.incompleteMark("job-1"))).isPresent();
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
    void anEndThatIntakeNotedIsToldOnceHoweverOftenItsEventComes() throws IOException {
        TestRequest cancelled = new TestRequest(requests, "aaaa", "study/b/my_request.json");
        cancelled.open(NOON);
        cancelled.accepted(receiver.url());
        cancelled.status().create();
        cancelled.to(RequestState.CANCELLED);

        assertThat(noted(cancelled)).isEqualTo("closed");
        assertThat(cancelled.isOpen()).isFalse();
        assertThat(requests.find(cancelled.paths().closed())).isPresent();
        assertThat(noted(cancelled)).isEqualTo("ignored");
        assertThat(receiver.deliveries()).hasSize(1);
        assertThat(heard.notices()).hasSize(1);
    }

    @Test
    void anEndThatWasToldBeforeIsOnlyTakenOffTheList() throws IOException {
        TestRequest rejected = new TestRequest(requests, "aaaa", "study/b/my_request.json");
        rejected.status().create();
        rejected.to(RequestState.REJECTED);
        rejected.open(NOON);
        noted(rejected);
        rejected.open(NOON);

        noted(rejected);

        assertThat(rejected.isOpen()).isFalse();
        assertThat(heard.notices()).hasSize(1);
    }

    @Test
    void aNoteOfARequestThatHasNotEndedOrIsNotKnownIsIgnored() throws IOException {
        TestRequest going = new TestRequest(requests, "aaaa", "study/b/my_request.json");
        going.open(NOON);
        going.status().create();
        TestRequest withoutStatus = new TestRequest(requests, "bbbb", "study/c/my_request.json");
        withoutStatus.open(NOON);

        assertThat(noted(going)).isEqualTo("ignored");
        assertThat(noted(withoutStatus)).isEqualTo("ignored");
        assertThat(noted(new TestRequest(requests, "cccc", "study/d/my_request.json")))
                .isEqualTo("ignored");
        assertThat(going.isOpen()).isTrue();
        assertThat(withoutStatus.isOpen()).isTrue();
        assertThat(heard.notices()).isEmpty();
    }

    @Test
    void aNoteWhoseRequestCannotBeLookedUpNowComesAgain() {
        TestRequest rejected = new TestRequest(requests, "aaaa", "study/b/my_request.json");
        rejected.open(NOON);
        requests.failOn(rejected.paths().open(), StorageException.Kind.UNAVAILABLE);

        assertThatThrownBy(() -> noted(rejected)).isInstanceOf(StorageException.class);
    }

    @Test
    void aJobThatHoldsUpItsQueueTellsItsRequesterWhyItWaits() throws IOException {
        TestRequest waiting = new TestRequest(requests, "aaaa", "study/b/my_request.json");
        waiting.queued("job-1");

        assertThat(blocked("aaaa", "CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY - no room"))
                .isEqualTo("waiting");

        RequestStatus status = waiting.status().read().orElseThrow();
        assertThat(status.state()).isEqualTo(RequestState.QUEUED);
        assertThat(status.stateReason().code()).isEqualTo("waitingForCapacity");
        assertThat(status.stateReason().message())
                .contains("waits for a machine", "For operators")
                .doesNotContain("no room");
    }

    @Test
    void aJobThatCanNeverBePlacedIsAMatterForOperators() throws IOException {
        TestRequest waiting = new TestRequest(requests, "aaaa", "study/b/my_request.json");
        waiting.queued("job-1");

        blocked("aaaa", "MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT - too large");

        assertThat(waiting.status().read().orElseThrow().stateReason().message())
                .contains("Tell the operators");
    }

    @Test
    void aJobThatRunsByNowOrIsAnothersDoesNotWait() throws IOException {
        TestRequest waiting = new TestRequest(requests, "aaaa", "study/b/my_request.json");
        waiting.queued("job-2");

        assertThat(blocked("aaaa", "CAPACITY:")).isEqualTo("ignored");
        assertThat(blocked(ID, "CAPACITY:")).isEqualTo("ignored");
        assertThat(status.read().orElseThrow().stateReason().code()).isEqualTo("test");
    }

    @Test
    void anEventThatThisDeploymentIsNotMadeForIsToldWithTheSettingItLacks() {
        assertThatThrownBy(() -> call(Map.of("detail-type", "Scheduled Event")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("EXTRACTOR_INTAKE_QUEUE_URL");
        assertThatThrownBy(() -> call(JobEvents.callbacks(1, "{}")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("EXTRACTOR_CALLBACK_QUEUE_URL");
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
                "EXTRACTOR_CALLBACK_QUEUE_URL", "my-queue",
                "EXTRACTOR_CALLBACK_PAUSES", "5, 5m",
                "EXTRACTOR_SWEEP_AFTER", "0",
                "EXTRACTOR_INTAKE_QUEUE_URL", "https://sqs.us-east-1.amazonaws.com/0/intake",
                "EXTRACTOR_NOTIFICATION_TOPIC", "my-topic",
                "EXTRACTOR_SLACK_WEBHOOK", "http://hooks.example.org/services/secret",
                "EXTRACTOR_CALLBACK_HOST", "a.example.org");

        assertThatThrownBy(() -> new CompletionHandler(environment))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("EXTRACTOR_REQUEST_BUCKET is not set")
                .hasMessageContaining("EXTRACTOR_CALLBACK_PORTS cannot be")
                .hasMessageContaining("EXTRACTOR_CALLBACK_HOST is not known")
                .hasMessageContaining("EXTRACTOR_CALLBACK_PAUSES cannot be \"5m\"")
                .hasMessageContaining("EXTRACTOR_SWEEP_AFTER cannot be \"0\"")
                .hasMessageContaining("EXTRACTOR_CALLBACK_SECRET holds a value that cannot be used")
                .hasMessageContaining("EXTRACTOR_CALLBACK_QUEUE_URL cannot be")
                .hasMessageContaining("EXTRACTOR_JOB_QUEUE is not set")
                .hasMessageContaining("EXTRACTOR_NOTIFICATION_TOPIC cannot be")
                .hasMessageContaining("EXTRACTOR_SLACK_WEBHOOK holds a value that cannot be used: it must be a URL")
                .hasMessageNotContaining("services/secret")
                .hasMessageNotContaining(SECRET)
                .hasMessageNotContaining("not*base64");
    }

    private static String published(String state, String reasonCode, String... lostDays) {
        return new String(
                Json.write(Map.of(
                        "extractionStatus",
                        state,
                        "statusMessage",
                        "As it ended.",
                        "reasonCode",
                        reasonCode,
                        "totalEvents",
                        3,
                        "funnel",
                        new Funnel(4, 2, 7, 90, 30, 3),
                        "failedPartitions",
                        List.of(lostDays),
                        "outputBytes",
                        1_234,
                        "warnings",
                        List.of(new Fault("/output/columns", "columnMissing", "no file has it", "Check it.")),
                        "manifestS3URL",
                        "s3://requests/m.json")),
                StandardCharsets.UTF_8);
    }

    private void finalizing() {
        status.update(current -> current.withState(RequestState.FINALIZING, new StateReason("finalizing", "writing")));
    }

    private static Map<String, Object> failed() {
        return JobEvents.detail("FAILED", BUCKET, ID, KEY);
    }

    private static Map<String, Object> failedArray() {
        Map<String, Object> detail = failed();
        detail.put("statusReason", "Array Child Job failed");
        detail.put("arrayProperties", Map.of("size", 4, "statusSummary", Map.of("FAILED", 1, "SUCCEEDED", 3)));
        return detail;
    }

    private static JobEnded child(String jobId, String reason, int exitCode) {
        return new JobEnded(
                "extract-" + ID,
                jobId,
                false,
                false,
                "Essential container in task exited",
                reason,
                exitCode,
                false,
                BUCKET,
                ID,
                KEY);
    }

    private String blocked(String requestId, String reason) throws IOException {
        String key = requestId.equals(ID) ? KEY : "study/b/my_request.json";
        Map<String, Object> detail = JobEvents.detail("RUNNABLE", BUCKET, requestId, key);
        detail.put("statusReason", reason);
        return call(JobEvents.blocked(detail));
    }

    private String noted(TestRequest ended) throws IOException {
        return call(
                Events.eventBridge(new ObjectCreated(BUCKET, ended.paths().ended(), "e", null, "01", Instant.now())));
    }

    private String outcome(Map<String, Object> detail) throws IOException {
        return call(JobEvents.of(detail));
    }

    private String call(Map<String, Object> event) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        handler.handleRequest(Events.stream(event), output, new TestContext(180_000));
        return String.valueOf(Json.read(output.toByteArray(), Map.class).get("outcome"));
    }

    private JobEnds ends() {
        ImmediateCallbacks callbacks =
                new ImmediateCallbacks(requests, sender, new Software("1", "abc", "unknown"), Clock.systemUTC());
        Closing closing = new Closing(requests, callbacks, new Notifier(List.of(heard)), Clock.systemUTC());
        return new JobEnds(requests, closing, () -> jobId -> failedChildren.failedChildren(jobId), Clock.systemUTC());
    }

    private Completion completion() {
        JobEnds ends = ends();
        return new Completion(
                ends,
                new WaitingJobs(requests, Clock.systemUTC()),
                new NotedEnds(requests, ends, Clock.systemUTC()),
                Optional.empty(),
                Optional.empty());
    }
}
