package org.eventextractor.lambda.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.commons.codec.digest.DigestUtils;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.lifecycle.Estimate;
import org.eventextractor.core.lifecycle.Progress;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.lifecycle.StateReason;
import org.eventextractor.core.lifecycle.StatusStore;
import org.eventextractor.core.plan.PlanStore;
import org.eventextractor.core.request.AcceptedRequest;
import org.eventextractor.core.request.Fault;
import org.eventextractor.core.storage.Fate;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.lambda.batch.JobOrder;
import org.eventextractor.lambda.batch.JobQueueException;
import org.eventextractor.lambda.event.ObjectCreated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeTest {

    private static final String VALID = IntakeFixture.request("");
    private static final String DAY_PREFIX = "prod/started_session/year=2022/month=11/day=25/";
    private static final Duration AFTER_THE_LEASE = IntakeFixture.TIME_LEFT.plusSeconds(1);

    /** Looks at the claim, lists, claims, reads the request, writes its status twice, looks at that. */
    private static final int CALLS_BEFORE_THE_NOTE = 7;

    private final IntakeFixture fixture = new IntakeFixture();

    @Test
    void aValidRequestBecomesAQueuedJob() {
        ObjectCreated object = fixture.drop(IntakeFixture.KEY, IntakeFixture.request(", \"projectId\": \"P-7\""), "01");

        assertThat(fixture.receive(object)).isEqualTo(IntakeOutcome.QUEUED);

        RequestStatus status = fixture.status(object);
        assertThat(status.state()).isEqualTo(RequestState.QUEUED);
        assertThat(status.jobId()).isEqualTo("job-1");
        assertThat(status.progress().objectsTotal()).isEqualTo(IntakeFixture.DAYS * IntakeFixture.OBJECTS_A_DAY);
        JobOrder order = fixture.queue.orders().get(0);
        assertThat(order.name()).isEqualTo(fixture.paths(object).jobName());
        assertThat(order.requestBucket()).isEqualTo(IntakeFixture.BUCKET);
        assertThat(order.requestKey()).isEqualTo(IntakeFixture.KEY);
        assertThat(order.projectId()).isEqualTo("P-7");
        assertThat(order.size().shards()).isOne();
    }

    @Test
    void theAcceptedRequestAndThePlanAreFrozenForTheJob() {
        ObjectCreated object = fixture.drop(IntakeFixture.KEY, VALID, "01");
        fixture.receive(object);

        AcceptedRequest accepted =
                Json.read(fixture.requests.bytes(fixture.paths(object).acceptedRequest()), AcceptedRequest.class);
        assertThat(accepted.requestSha256()).isEqualTo(DigestUtils.sha256Hex(VALID));
        assertThat(accepted.receivedAt()).isEqualTo(fixture.clock.instant());
        assertThat(new PlanStore(fixture.requests, fixture.paths(object))
                        .readPlan()
                        .objects())
                .isEqualTo(IntakeFixture.DAYS * IntakeFixture.OBJECTS_A_DAY);
    }

    @Test
    void aCallAsksTheRequestBucketNothingInVain() {
        ObjectCreated object = fixture.drop(IntakeFixture.KEY, VALID, "01");
        fixture.receive(object);

        RequestPaths paths = fixture.paths(object);
        assertThat(fixture.requests.readKeys())
                .containsExactly(
                        paths.claim(),
                        IntakeFixture.KEY,
                        paths.plan(),
                        RequestPaths.awaitedUpload(IntakeFixture.KEY, object.eTag()),
                        paths.status());
        assertThat(fixture.requests.writtenKeys())
                .containsExactly(
                        paths.open(),
                        paths.claim(),
                        paths.status(),
                        paths.acceptedRequest(),
                        paths.slice(0),
                        paths.plan(),
                        paths.status(),
                        paths.claim());
    }

    @Test
    void theEstimateCountsWhatThePlanHolds() {
        ObjectCreated object = fixture.drop(IntakeFixture.KEY, VALID, "01");
        fixture.receive(object);

        Estimate estimate = fixture.status(object).estimate();
        assertThat(estimate).isNotNull();
        assertThat(estimate.objects()).isEqualTo(IntakeFixture.DAYS * IntakeFixture.OBJECTS_A_DAY);
        assertThat(estimate.bytesToRead()).isEqualTo(IntakeFixture.DAYS * IntakeFixture.OBJECTS_A_DAY * 1_000L);
        assertThat(estimate.costUSD()).isEqualTo(0.01);
    }

    @Test
    void aDryRunIsEstimatedAndNotSubmitted() {
        ObjectCreated object = fixture.drop(IntakeFixture.KEY, IntakeFixture.request(", \"dryRun\": true"), "01");

        assertThat(fixture.receive(object)).isEqualTo(IntakeOutcome.ESTIMATED);

        assertThat(fixture.status(object).state()).isEqualTo(RequestState.ESTIMATED);
        assertThat(fixture.status(object).estimate()).isNotNull();
        assertThat(fixture.queue.orders()).isEmpty();
    }

    @Test
    void aRequestWithFaultsIsRejectedWithAllOfThem() {
        String faulty = IntakeFixture.request(", \"callbackURL\": \"http://169.254.169.254/\"")
                .replace("started_session", "started_sesion");
        ObjectCreated object = fixture.drop(IntakeFixture.KEY, faulty, "01");

        assertThat(fixture.receive(object)).isEqualTo(IntakeOutcome.REJECTED);

        RequestStatus status = fixture.status(object);
        assertThat(status.state()).isEqualTo(RequestState.REJECTED);
        assertThat(status.errors()).extracting(Fault::pointer).contains("/criteria/eventTypes/0", "/callbackURL");
        assertThat(status.stateReason().message()).contains("2 faults");
        assertThat(fixture.queue.orders()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not JSON", "[]", "{}", "null", "{\"criteria\":"})
    void whatIsNoRequestIsRejectedWithAReason(String document) {
        ObjectCreated object = fixture.drop(IntakeFixture.KEY, document, "01");

        assertThat(fixture.receive(object)).isEqualTo(IntakeOutcome.REJECTED);
        assertThat(fixture.status(object).errors()).isNotEmpty();
    }

    @Test
    void aRequestOf300MegabytesIsRefusedWithoutBeingRead() {
        fixture.requests.with(IntakeFixture.KEY, new byte[300 << 20]);
        ObjectCreated object = fixture.created(IntakeFixture.KEY, "01");

        assertThat(fixture.receive(object)).isEqualTo(IntakeOutcome.REJECTED);

        assertThat(fixture.status(object).errors()).singleElement().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo("requestTooLarge");
            assertThat(fault.suggestion()).contains("userUUIDsS3URL");
        });
        assertThat(fixture.requests.readKeys().stream().filter(IntakeFixture.KEY::equals))
                .as("one look at its size")
                .hasSize(1);
    }

    @Test
    void aDoubledEventSubmitsNothingMore() {
        ObjectCreated object = fixture.drop(IntakeFixture.KEY, VALID, "01");
        fixture.receive(object);

        assertThat(fixture.receive(object)).isEqualTo(IntakeOutcome.SETTLED);
        fixture.clock.advance(Duration.ofDays(30));
        assertThat(fixture.receive(object)).isEqualTo(IntakeOutcome.SETTLED);
        assertThat(fixture.queue.orders()).hasSize(1);
    }

    @Test
    void twentyDeliveriesAtOnceSubmitOneJob() throws Exception {
        ObjectCreated object = fixture.drop(IntakeFixture.KEY, VALID, "01");
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            Callable<IntakeOutcome> delivery = () -> fixture.receive(object);
            List<Future<IntakeOutcome>> outcomes =
                    threads.invokeAll(Collections.nCopies(20, delivery), 30, TimeUnit.SECONDS);
            int queued = 0;
            for (Future<IntakeOutcome> outcome : outcomes) {
                assertThat(outcome.get()).isIn(IntakeOutcome.QUEUED, IntakeOutcome.HELD, IntakeOutcome.SETTLED);
                queued += outcome.get() == IntakeOutcome.QUEUED ? 1 : 0;
            }
            assertThat(queued).isOne();
        } finally {
            threads.shutdownNow();
        }
        assertThat(fixture.queue.orders()).hasSize(1);
        assertThat(fixture.status(object).state()).isEqualTo(RequestState.QUEUED);
    }

    @Test
    void theSameBytesDroppedAgainAreANewRequestAndADoubledEventOfThemIsNot() {
        ObjectCreated first = fixture.drop(IntakeFixture.KEY, VALID, "01");
        ObjectCreated second = fixture.drop(IntakeFixture.KEY, VALID, "02");
        assertThat(second.eTag()).isEqualTo(first.eTag());
        assertThat(second.versionId()).isNull();

        assertThat(fixture.receive(first)).isEqualTo(IntakeOutcome.QUEUED);
        assertThat(fixture.receive(second)).isEqualTo(IntakeOutcome.QUEUED);
        assertThat(fixture.receive(first)).isEqualTo(IntakeOutcome.SETTLED);
        assertThat(fixture.receive(second)).isEqualTo(IntakeOutcome.SETTLED);
        assertThat(fixture.queue.orders())
                .extracting(JobOrder::requestId)
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void aClaimWhoseLeaseRunsIsLeftAlone() {
        ObjectCreated object = fixture.drop(IntakeFixture.KEY, VALID, "01");
        crashAtSubmission(object);

        assertThat(fixture.receive(object)).isEqualTo(IntakeOutcome.HELD);
        assertThat(fixture.queue.orders()).hasSize(1);
    }

    @Test
    void aJobSubmittedBeforeACrashIsFoundAgainByItsName() {
        ObjectCreated object = fixture.drop(IntakeFixture.KEY, VALID, "01");
        crashAtSubmission(object);
        fixture.clock.advance(AFTER_THE_LEASE);

        assertThat(fixture.receive(object)).isEqualTo(IntakeOutcome.RECOVERED);

        assertThat(fixture.queue.orders()).hasSize(1);
        assertThat(fixture.status(object).state()).isEqualTo(RequestState.QUEUED);
        assertThat(fixture.status(object).jobId()).isEqualTo("job-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{}", "null"})
    void aClaimThatCannotBeUnderstoodIsTakenOver(String claim) {
        ObjectCreated object = fixture.drop(IntakeFixture.KEY, VALID, "01");
        crashAtSubmission(object);
        fixture.requests.with(fixture.paths(object).claim(), claim.getBytes(StandardCharsets.UTF_8));

        assertThat(fixture.receive(object)).isEqualTo(IntakeOutcome.RECOVERED);
        assertThat(fixture.receive(object)).isEqualTo(IntakeOutcome.SETTLED);
        assertThat(fixture.queue.orders()).hasSize(1);
    }

    @Test
    void aCrashBeforeTheSubmissionIsMadeGoodAfterTheLease() {
        ObjectCreated object = fixture.drop(IntakeFixture.KEY, VALID, "01");
        fixture.requests.failOn(fixture.paths(object).status(), StorageException.Kind.UNAVAILABLE);
        assertThatThrownBy(() -> fixture.receive(object)).isInstanceOf(StorageException.class);
        fixture.requests.heal(fixture.paths(object).status());

        assertThat(fixture.receive(object)).isEqualTo(IntakeOutcome.HELD);
        fixture.clock.advance(AFTER_THE_LEASE);
        assertThat(fixture.receive(object)).isEqualTo(IntakeOutcome.QUEUED);
        assertThat(fixture.queue.orders()).hasSize(1);
    }

    @Test
    void whoTakesOverKeepsTheMomentTheRequestArrived() {
        ObjectCreated object = fixture.drop(IntakeFixture.KEY, VALID, "01");
        Instant arrived = fixture.clock.instant();
        fixture.requests.failOn(fixture.paths(object).status(), StorageException.Kind.UNAVAILABLE);
        assertThatThrownBy(() -> fixture.receive(object)).isInstanceOf(StorageException.class);
        fixture.requests.heal(fixture.paths(object).status());
        fixture.clock.advance(AFTER_THE_LEASE);
        fixture.receive(object);

        AcceptedRequest accepted =
                Json.read(fixture.requests.bytes(fixture.paths(object).acceptedRequest()), AcceptedRequest.class);
        assertThat(accepted.receivedAt()).isEqualTo(arrived);
    }

    @Test
    void whatTheJobHasWrittenMeanwhileStaysWhenItsSubmissionIsRecorded() {
        ObjectCreated object = fixture.drop(IntakeFixture.KEY, VALID, "01");
        crashAtSubmission(object);
        fixture.store(object)
                .update(status -> status.withState(RequestState.RUNNING, new StateReason("running", "reading")));
        fixture.clock.advance(AFTER_THE_LEASE);

        assertThat(fixture.receive(object)).isEqualTo(IntakeOutcome.SETTLED);
        assertThat(fixture.status(object).state()).isEqualTo(RequestState.RUNNING);
        assertThat(fixture.queue.orders()).hasSize(1);
    }

    @Test
    void aJobThatEndedBeforeItsSubmissionWasRecordedKeepsItsLastWord() {
        Fault warning = new Fault("", "lateEvents", "some came late", "");
        Progress all = new Progress(100, 1, 1, 120, 120, 7, 120_000, 500);
        ObjectCreated object = fixture.drop(IntakeFixture.KEY, VALID, "01");
        fixture.queue.runAtOnce(jobId -> {
            StatusStore ofJob = fixture.store(object);
            ofJob.update(status -> status.withJob(jobId, 1)
                    .withProgress(all)
                    .withState(RequestState.RUNNING, new StateReason("running", "reading")));
            ofJob.update(status -> status.withState(RequestState.FINALIZING, new StateReason("finalizing", "writing")));
            ofJob.update(status -> status.withWarnings(List.of(warning))
                    .withState(RequestState.COMPLETED, new StateReason("completed", "done")));
        });

        assertThat(fixture.receive(object)).isEqualTo(IntakeOutcome.QUEUED);

        RequestStatus status = fixture.status(object);
        assertThat(status.state()).isEqualTo(RequestState.COMPLETED);
        assertThat(status.stateReason().code()).isEqualTo("completed");
        assertThat(status.jobId()).isEqualTo("job-1");
        assertThat(status.progress()).isEqualTo(all);
        assertThat(status.warnings()).containsExactly(warning);
        assertThat(status.estimate()).isNotNull();
    }

    @Test
    void aSubmittedJobIsNotGivenUpForAStatusThatCannotBeWritten() {
        ObjectCreated object = fixture.drop(IntakeFixture.KEY, VALID, "01");
        String status = fixture.paths(object).status();
        fixture.queue.runAtOnce(jobId -> fixture.requests.failOn(status, StorageException.Kind.UNAVAILABLE));

        assertThat(fixture.receive(object)).isEqualTo(IntakeOutcome.QUEUED);

        fixture.requests.heal(status);
        assertThat(fixture.status(object).state()).isEqualTo(RequestState.RECEIVED);
        assertThat(fixture.receive(object)).isEqualTo(IntakeOutcome.SETTLED);
        assertThat(fixture.queue.orders()).hasSize(1);
    }

    @Test
    void aListingThatFailsIsToldInTheStatusAndTriedAgain() {
        fixture.events.failOn(DAY_PREFIX, StorageException.Kind.UNAVAILABLE);
        ObjectCreated object = fixture.drop(IntakeFixture.KEY, VALID, "01");

        assertThat(fixture.receive(object)).isEqualTo(IntakeOutcome.POSTPONED);

        assertThat(IntakeOutcome.POSTPONED.needsRedelivery()).isTrue();
        StateReason reason = fixture.status(object).stateReason();
        assertThat(fixture.status(object).state()).isEqualTo(RequestState.RECEIVED);
        assertThat(reason.code()).isEqualTo("storageUnavailable");
        assertThat(reason.message()).contains("tried again by itself");
        fixture.events.heal(DAY_PREFIX);
        assertThat(fixture.receive(object)).isEqualTo(IntakeOutcome.QUEUED);
        assertThat(fixture.queue.orders()).hasSize(1);
    }

    @Test
    void aListingThatIsRefusedFailsTheRequest() {
        fixture.events.failOn(DAY_PREFIX, StorageException.Kind.ACCESS_DENIED);
        ObjectCreated object = fixture.drop(IntakeFixture.KEY, VALID, "01");

        assertThat(fixture.receive(object)).isEqualTo(IntakeOutcome.FAILED);
        assertThat(fixture.status(object).state()).isEqualTo(RequestState.FAILED);
        assertThat(fixture.status(object).stateReason().code()).isEqualTo("accessDenied");
        assertThat(fixture.requests.find(fixture.paths(object).acceptedRequest()))
                .as("what tells whom to call back")
                .isPresent();
    }

    @Test
    void aQueueThatDoesNotAnswerIsAskedAgain() {
        fixture.queue.failWith(new JobQueueException("cannot submit a job", true, new IOException("secret host")));
        ObjectCreated object = fixture.drop(IntakeFixture.KEY, VALID, "01");

        assertThat(fixture.receive(object)).isEqualTo(IntakeOutcome.POSTPONED);

        StateReason reason = fixture.status(object).stateReason();
        assertThat(reason.code()).isEqualTo("queueUnavailable");
        assertThat(reason.message()).doesNotContain("secret host");
        fixture.queue.heal();
        assertThat(fixture.receive(object)).isEqualTo(IntakeOutcome.QUEUED);
        assertThat(fixture.status(object).stateReason().code()).isEqualTo("submitted");
    }

    @Test
    void aQueueThatRefusesIsToldInTheStatus() {
        fixture.queue.failWith(new JobQueueException("cannot submit a job", false, new IOException("secret host")));
        ObjectCreated object = fixture.drop(IntakeFixture.KEY, VALID, "01");

        assertThat(fixture.receive(object)).isEqualTo(IntakeOutcome.FAILED);

        StateReason reason = fixture.status(object).stateReason();
        assertThat(reason.code()).isEqualTo("queueRefused");
        assertThat(reason.message()).doesNotContain("secret host");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "study/a/notes.txt",
                "study/a/my_request.status.json",
                "_extractor/0f/request.json",
                "study/a/REQUEST.JSON"
            })
    void anObjectThatIsNoRequestIsIgnored(String key) {
        ObjectCreated object = fixture.drop(key, VALID, "01");

        assertThat(fixture.receive(object)).isEqualTo(IntakeOutcome.IGNORED);
        assertThat(fixture.requests.writtenKeys()).isEmpty();
        assertThat(fixture.requests.readKeys()).isEmpty();
    }

    @Test
    void anObjectOfAnotherBucketIsIgnored() {
        ObjectCreated object = new ObjectCreated("other", IntakeFixture.KEY, "e", null, "01", null);

        assertThat(fixture.receive(object)).isEqualTo(IntakeOutcome.IGNORED);
        assertThat(fixture.requests.writtenKeys()).isEmpty();
    }

    @Test
    void aRequestDeletedMeanwhileLeavesNoStatus() {
        ObjectCreated object = fixture.drop(IntakeFixture.KEY, VALID, "01");
        fixture.requests.delete(IntakeFixture.KEY);

        assertThat(fixture.receive(object)).isEqualTo(IntakeOutcome.DELETED);
        assertThat(fixture.statusOf(object)).isEmpty();
    }

    @Test
    void aRequestDeletedAfterACrashIsCancelled() {
        ObjectCreated object = fixture.drop(IntakeFixture.KEY, VALID, "01");
        fixture.store(object).create();
        fixture.requests.failOn(IntakeFixture.KEY, StorageException.Kind.UNAVAILABLE);
        fixture.requests.failOn(fixture.paths(object).status(), StorageException.Kind.UNAVAILABLE);
        assertThatThrownBy(() -> fixture.receive(object)).isInstanceOf(StorageException.class);
        fixture.requests.heal(IntakeFixture.KEY);
        fixture.requests.heal(fixture.paths(object).status());
        fixture.requests.delete(IntakeFixture.KEY);
        fixture.clock.advance(AFTER_THE_LEASE);

        assertThat(fixture.receive(object)).isEqualTo(IntakeOutcome.DELETED);
        assertThat(fixture.status(object).state()).isEqualTo(RequestState.CANCELLED);
        assertThat(fixture.status(object).stateReason().code()).isEqualTo("requestDeleted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}"})
    void whatHasAStatusStaysOpenUntilItsEndIsTold(String document) {
        ObjectCreated valid = fixture.drop("a_request.json", VALID, "01");
        ObjectCreated rejected = fixture.drop("b_request.json", document, "02");
        fixture.receive(valid);
        fixture.receive(rejected);

        assertThat(fixture.openRequests())
                .containsExactlyInAnyOrder(
                        fixture.paths(valid).requestId(),
                        fixture.paths(rejected).requestId());
    }

    @Test
    void everyEndWithoutAJobIsNoted() {
        ObjectCreated rejected = fixture.drop("a_request.json", "{}", "01");
        ObjectCreated estimated = fixture.drop("b_request.json", IntakeFixture.request(", \"dryRun\": true"), "02");
        fixture.receive(rejected);
        fixture.receive(estimated);
        fixture.events.failOn(DAY_PREFIX, StorageException.Kind.ACCESS_DENIED);
        ObjectCreated failed = fixture.drop("c_request.json", VALID, "03");
        fixture.receive(failed);
        ObjectCreated replaced = fixture.drop("d_request.json", VALID, "04");
        fixture.store(replaced).create();
        fixture.drop("d_request.json", VALID + " ", "05");
        fixture.receive(replaced);

        assertThat(List.of(rejected, estimated, failed, replaced))
                .allSatisfy(ended -> assertThat(fixture.isEndNoted(ended)).isTrue())
                .extracting(ended ->
                        Json.read(fixture.requests.bytes(fixture.paths(ended).ended()), Map.class))
                .extracting(note -> note.get("state"))
                .containsExactly("rejected", "estimated", "failed", "cancelled");
    }

    @Test
    void whatHasNotEndedOrHasAJobIsNotNoted() {
        ObjectCreated queued = fixture.drop("a_request.json", VALID, "01");
        fixture.receive(queued);
        fixture.events.failOn(DAY_PREFIX, StorageException.Kind.UNAVAILABLE);
        ObjectCreated postponed = fixture.drop("b_request.json", VALID, "02");

        assertThat(fixture.receive(postponed)).isEqualTo(IntakeOutcome.POSTPONED);
        assertThat(fixture.isEndNoted(queued)).isFalse();
        assertThat(fixture.isEndNoted(postponed)).isFalse();
    }

    @Test
    void anEndThatCannotBeNotedIsLeftToTheSweep() {
        ObjectCreated object = fixture.drop(IntakeFixture.KEY, "{}", "01");
        fixture.requests.failOn(fixture.paths(object).ended(), StorageException.Kind.UNAVAILABLE);

        assertThat(fixture.receive(object)).isEqualTo(IntakeOutcome.REJECTED);
        assertThat(fixture.receive(object)).isEqualTo(IntakeOutcome.SETTLED);
        assertThat(fixture.openRequests()).containsExactly(fixture.paths(object).requestId());
    }

    @Test
    void anEndWhoseWriterDiedBeforeItsNoteIsNotedByTheDeliveryThatTakesOver() {
        ObjectCreated object = fixture.drop(IntakeFixture.KEY, "{}", "01");
        Fate fate = Fate.toDie(CALLS_BEFORE_THE_NOTE + 1, Fate.Moment.BEFORE);
        assertThatThrownBy(() -> fixture.process(fate).receive(object, IntakeFixture.TIME_LEFT))
                .isInstanceOf(Fate.ProcessDied.class);
        assertThat(fixture.status(object).state()).isEqualTo(RequestState.REJECTED);
        assertThat(fixture.isEndNoted(object)).isFalse();
        fixture.clock.advance(AFTER_THE_LEASE);

        assertThat(fixture.receive(object)).isEqualTo(IntakeOutcome.SETTLED);
        assertThat(fixture.isEndNoted(object)).isTrue();
    }

    @Test
    void whatWasDeletedOrReplacedBeforeItWasReadIsNotOpen() {
        ObjectCreated deleted = fixture.drop("a_request.json", VALID, "01");
        fixture.requests.delete("a_request.json");
        ObjectCreated replaced = fixture.drop("b_request.json", VALID, "02");
        fixture.drop("b_request.json", VALID + " ", "03");

        assertThat(fixture.receive(deleted)).isEqualTo(IntakeOutcome.DELETED);
        assertThat(fixture.receive(replaced)).isEqualTo(IntakeOutcome.SUPERSEDED);
        assertThat(fixture.openRequests()).isEmpty();
    }

    @Test
    void aLateDoubleOfAClosedRequestDoesNotOpenItAgain() {
        ObjectCreated object = fixture.drop(IntakeFixture.KEY, VALID, "01");
        fixture.receive(object);
        fixture.requests.delete(fixture.paths(object).open());

        assertThat(fixture.receive(object)).isEqualTo(IntakeOutcome.SETTLED);
        assertThat(fixture.openRequests()).isEmpty();
    }

    @Test
    void aRequestReplacedAfterACrashIsCancelledAndStaysOpenUntilThatIsTold() {
        ObjectCreated object = fixture.drop(IntakeFixture.KEY, VALID, "01");
        fixture.store(object).create();
        fixture.drop(IntakeFixture.KEY, VALID + " ", "02");

        assertThat(fixture.receive(object)).isEqualTo(IntakeOutcome.SUPERSEDED);
        assertThat(fixture.status(object).state()).isEqualTo(RequestState.CANCELLED);
        assertThat(fixture.status(object).stateReason().code()).isEqualTo("requestReplaced");
        assertThat(fixture.openRequests()).containsExactly(fixture.paths(object).requestId());
    }

    @Test
    void anEventWithoutATimeOrOfAnImpossibleOneArrivesNow() {
        ObjectCreated dropped = fixture.drop(IntakeFixture.KEY, VALID, "01");
        Instant now = fixture.clock.instant();
        for (Instant at : Arrays.asList(null, now.plusSeconds(1), Instant.MAX, Instant.MIN)) {
            ObjectCreated object =
                    new ObjectCreated(dropped.bucket(), dropped.key(), dropped.eTag(), null, "of " + at, at);
            fixture.receive(object);

            assertThat(fixture.status(object).timeline().createdAt()).isEqualTo(now);
        }
    }

    @Test
    void anEventThatComesAfterTheNewerOneDoesNotTouchTheNewerStatus() {
        ObjectCreated older = fixture.drop(IntakeFixture.KEY, VALID, "01");
        ObjectCreated newer = fixture.drop(IntakeFixture.KEY, IntakeFixture.request(", \"labels\": [\"b\"]"), "02");
        fixture.receive(newer);

        assertThat(fixture.receive(older)).isEqualTo(IntakeOutcome.SUPERSEDED);
        assertThat(fixture.status(newer).state()).isEqualTo(RequestState.QUEUED);
        assertThat(fixture.queue.orders()).hasSize(1);
    }

    @Test
    void ofTwoUploadsOfAKeyTheNewerHasTheStatusWhateverComesFirst() {
        ObjectCreated older = fixture.drop(IntakeFixture.KEY, VALID, "01");
        fixture.clock.advance(Duration.ofSeconds(1));
        ObjectCreated newer = fixture.drop(IntakeFixture.KEY, VALID, "02");
        fixture.clock.advance(Duration.ofSeconds(1));

        fixture.receive(newer);
        fixture.clock.advance(Duration.ofSeconds(1));
        fixture.receive(older);

        assertThat(StatusStore.newest(fixture.requests, IntakeFixture.KEY, fixture.clock))
                .map(RequestStatus::requestId)
                .contains(fixture.paths(newer).requestId());
        assertThat(fixture.status(newer).timeline().createdAt()).isEqualTo(newer.at());
        assertThat(fixture.status(older).state()).isEqualTo(RequestState.QUEUED);
        assertThat(fixture.status(older).jobId()).isEqualTo("job-2");
    }

    @Test
    void aCallWithLittleTimeLeftStillHoldsItsClaimForAMinute() {
        ObjectCreated object = fixture.drop(IntakeFixture.KEY, VALID, "01");
        fixture.queue.crashCallers();
        assertThatThrownBy(() -> fixture.intake.receive(object, Duration.ofSeconds(3)))
                .isInstanceOf(Fate.ProcessDied.class);
        fixture.queue.heal();

        fixture.clock.advance(Duration.ofSeconds(59));
        assertThat(fixture.receive(object)).isEqualTo(IntakeOutcome.HELD);
        fixture.clock.advance(Duration.ofSeconds(2));
        assertThat(fixture.receive(object)).isEqualTo(IntakeOutcome.RECOVERED);
    }

    private void crashAtSubmission(ObjectCreated object) {
        fixture.queue.crashCallers();
        assertThatThrownBy(() -> fixture.receive(object)).isInstanceOf(Fate.ProcessDied.class);
        fixture.queue.heal();
    }
}
