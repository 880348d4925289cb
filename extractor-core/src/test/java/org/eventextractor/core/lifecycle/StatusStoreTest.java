package org.eventextractor.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.eventextractor.core.callback.CallbackAttempt;
import org.eventextractor.core.request.Fault;
import org.eventextractor.core.storage.MemoryObjectStore;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.workspace.RequestPaths;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusStoreTest {

    private static final Instant NOW = Instant.parse("2024-02-29T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Fault FAULT = new Fault("/criteria", "missing", "it is missing", "Add it.");
    private static final StateReason REASON = new StateReason("because", "Because.");

    private final MemoryObjectStore bucket = new MemoryObjectStore("requests");
    private final StatusStore status = storeOf("first");

    @Test
    void aStatusComesBackAsItWasWritten() {
        RequestStatus full = RequestStatus.received("first", NOW)
                .withState(RequestState.RUNNING, REASON)
                .withJob("job-1", 2)
                .withProgress(new Progress(50, 4, 2, 10, 5, 7, 100, 20))
                .withTimeline(new Timeline(NOW, NOW.plusMillis(1), NOW.plusNanos(1), null))
                .withErrors(List.of(FAULT))
                .withEstimate(new Estimate(10, 200, 2, 0.01, "rough"))
                .withCallbackAttempt(new CallbackAttempt(1, NOW, false, 500, "answered 500", true))
                .withLinks(new Links("r", "m", null, "l"));

        assertThat(StatusCodec.read(StatusCodec.write(full))).isEqualTo(full);
    }

    @Test
    void theFirstStatusIsWrittenByOneCall() {
        status.create();

        assertThat(bucket.readKeys()).isEmpty();
        assertThat(bucket.writtenKeys()).hasSize(1);
    }

    @Test
    void whatItWroteItselfIsChangedByOneCall() {
        status.create();
        move(status, RequestState.QUEUED);
        move(status, RequestState.RUNNING);

        assertThat(bucket.readKeys()).isEmpty();
        assertThat(bucket.writtenKeys()).hasSize(3);
        assertThat(status.read()).map(RequestStatus::state).contains(RequestState.RUNNING);
    }

    @Test
    void whatOthersWroteMeanwhileIsChangedAndNotWrittenOver() {
        status.create();
        StatusStore other = storeOf("first");
        other.update(current -> current.withWarnings(List.of(FAULT)));

        move(status, RequestState.QUEUED);

        RequestStatus stored = status.read().orElseThrow();
        assertThat(stored.state()).isEqualTo(RequestState.QUEUED);
        assertThat(stored.warnings()).containsExactly(FAULT);
    }

    @Test
    void aChangeThatOnlyWhatOthersWroteAllowsIsMade() {
        status.create();
        move(status, RequestState.RUNNING);
        move(storeOf("first"), RequestState.FINALIZING);

        assertThat(move(status, RequestState.COMPLETED).state()).isEqualTo(RequestState.COMPLETED);
        assertThat(status.read()).map(RequestStatus::state).contains(RequestState.COMPLETED);
    }

    @Test
    void theStateNeverMovesBack() {
        status.create();
        move(status, RequestState.RUNNING);

        RequestStatus after = move(status, RequestState.QUEUED);

        assertThat(after.state()).isEqualTo(RequestState.RUNNING);
        assertThat(status.read()).map(RequestStatus::state).contains(RequestState.RUNNING);
    }

    @ParameterizedTest
    @EnumSource(names = {"REJECTED", "ESTIMATED", "FAILED", "CANCELLED"})
    void aFinalStatusKeepsStateReasonAndErrorsForEver(RequestState last) {
        status.create();
        RequestStatus ended = move(status, last);

        for (RequestState next : RequestState.values()) {
            status.update(current -> current.withState(next, new StateReason("late", "Late."))
                    .withErrors(List.of(FAULT))
                    .withProgress(new Progress(1, 1, 1, 1, 1, 1, 1, 1))
                    .withJob("late", 7));
        }

        assertThat(status.read()).contains(ended);
    }

    @Test
    void aFinalStatusTakesWhatMayStillBeTold() {
        CallbackAttempt attempt = new CallbackAttempt(1, NOW, true, 200, "answered 200", false);
        Links links = new Links("r", "m", null, null);
        Estimate estimate = new Estimate(10, 200, 2, 0.01, "rough");
        status.create();
        move(status, RequestState.FAILED);

        status.update(current -> current.withCallbackAttempt(attempt)
                .withWarnings(List.of(FAULT))
                .withEstimate(estimate)
                .withLinks(links));

        RequestStatus told = status.read().orElseThrow();
        assertThat(told.callbackDelivery()).containsExactly(attempt);
        assertThat(told.warnings()).containsExactly(FAULT);
        assertThat(told.estimate()).isEqualTo(estimate);
        assertThat(told.links()).isEqualTo(links);
        assertThat(told.stateReason()).isEqualTo(REASON);
    }

    @Test
    void whatChangesNothingOfAFinalStatusWritesNothing() {
        status.create();
        move(status, RequestState.FAILED);
        bucket.forgetCalls();

        move(status, RequestState.FAILED);
        move(status, RequestState.COMPLETED);

        assertThat(bucket.writtenKeys()).isEmpty();
    }

    @Test
    void ofManyWritersNoneIsLost() {
        status.create();

        IntStream.range(0, 12)
                .parallel()
                .forEach(i -> status.update(current -> current.withProgress(
                        new Progress(0, 0, 0, 0, current.progress().objectsDone() + 1, 0, 0, 0))));

        assertThat(status.read().orElseThrow().progress().objectsDone()).isEqualTo(12);
    }

    @Test
    void aNewerRequestOfTheSameKeyTakesThePlaceAndTheOlderOneLivesOn() {
        status.create(NOW);
        move(status, RequestState.QUEUED);
        StatusStore newer = storeOf("second");
        newer.create(NOW.plusMillis(1));

        assertThat(status.read()).map(RequestStatus::state).contains(RequestState.QUEUED);
        assertThat(move(status, RequestState.RUNNING).state()).isEqualTo(RequestState.RUNNING);
        assertThat(move(status, RequestState.QUEUED).state()).isEqualTo(RequestState.RUNNING);
        assertThat(status.read()).map(RequestStatus::state).contains(RequestState.RUNNING);
        assertThat(newer.read()).map(RequestStatus::state).contains(RequestState.RECEIVED);
        assertThat(besideRequest()).isEqualTo("second");
    }

    @Test
    void aRequestThatArrivedEarlierDoesNotTakeThePlaceBack() {
        storeOf("second").create(NOW);

        status.create(NOW.minusMillis(1));

        assertThat(status.read()).map(RequestStatus::state).contains(RequestState.RECEIVED);
        assertThat(besideRequest()).isEqualTo("second");
    }

    @Test
    void aRequestThatLostItsPlaceStaysWhereItIsWhenItIsCreatedAgain() {
        status.create(NOW);
        move(status, RequestState.QUEUED);
        storeOf("second").create(NOW);

        status.create(NOW);

        assertThat(status.read()).map(RequestStatus::state).contains(RequestState.QUEUED);
        assertThat(besideRequest()).isEqualTo("second");
    }

    @Test
    void aStaleCopyDoesNotMoveAnOlderRequestBack() {
        status.create(NOW);
        move(status, RequestState.QUEUED);
        byte[] stale = bucket.bytes("a/my_request.status.json");
        storeOf("second").create(NOW.plusMillis(1));
        move(status, RequestState.RUNNING);
        bucket.with("a/my_request.status.json", stale);

        storeOf("third").create(NOW.plusMillis(2));

        assertThat(status.read()).map(RequestStatus::state).contains(RequestState.RUNNING);
    }

    @Test
    void anEndThatCameBetweenTwoCopiesIsKept() {
        status.create(NOW);
        move(status, RequestState.RUNNING);
        bucket.with("_extractor/first/status.json", bucket.bytes("a/my_request.status.json"));
        move(status, RequestState.FINALIZING);
        move(status, RequestState.COMPLETED);

        storeOf("second").create(NOW.plusMillis(1));

        assertThat(status.read()).map(RequestStatus::state).contains(RequestState.COMPLETED);
    }

    @Test
    void ofManyRequestsOfAKeyEachKeepsItsStatusAndTheNewestHasThePlace() {
        long seed = System.nanoTime();
        List<Integer> order = new ArrayList<>(IntStream.range(0, 40).boxed().toList());
        Collections.shuffle(order, new Random(seed));

        order.parallelStream().forEach(i -> {
            StatusStore own = storeOf("request-" + i);
            own.create(NOW.plusMillis(i));
            move(own, RequestState.RUNNING);
            move(own, RequestState.FINALIZING);
            move(own, RequestState.COMPLETED);
        });

        assertThat(besideRequest()).as("seed %s", seed).isEqualTo("request-39");
        assertThat(IntStream.range(0, 40).mapToObj(i -> storeOf("request-" + i).read()))
                .as("seed %s", seed)
                .allSatisfy(own -> assertThat(own).map(RequestStatus::state).contains(RequestState.COMPLETED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not JSON",
                "[]",
                "{}",
                "null",
                "{\"errors\": [], \"warnings\": [], \"callbackDelivery\": []}"
            })
    void whatIsNoStatusDocumentIsWrittenOver(String document) {
        bucket.with("a/my_request.status.json", document.getBytes(StandardCharsets.UTF_8));

        assertThat(status.read()).isEmpty();
        status.create();

        assertThat(status.read()).map(RequestStatus::state).contains(RequestState.RECEIVED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "stateReason", "links", "createdAt", "updatedAt"})
    void aStatusThatLacksWhatEveryStatusHasIsWrittenOver(String field) {
        status.create();
        String damaged = new String(bucket.bytes("a/my_request.status.json"), StandardCharsets.UTF_8)
                .replace("\"" + field + "\"", "\"lost\"");
        bucket.with("a/my_request.status.json", damaged.getBytes(StandardCharsets.UTF_8));

        assertThat(status.read()).isEmpty();
        status.create();

        assertThat(status.read()).map(RequestStatus::state).contains(RequestState.RECEIVED);
    }

    @Test
    void ofARequestThatHasEndedNoEndIsExpected() {
        status.create();
        status.update(current ->
                move(current, RequestState.RUNNING).withTimeline(new Timeline(NOW, NOW, NOW, NOW.plusSeconds(60))));
        status.update(current -> move(current, RequestState.FAILED));

        assertThat(status.read().orElseThrow().timeline().estimatedCompletion()).isNull();
        assertThat(status.read().orElseThrow().timeline().startedAt()).isEqualTo(NOW);
    }

    @Test
    void whoOnlyAddsToAStatusWritesNoneWhereThereIsNone() {
        status.create();
        bucket.delete("a/my_request.status.json");

        assertThat(status.amend(current -> current.withWarnings(List.of(FAULT))))
                .isEmpty();
        assertThat(status.read()).isEmpty();
    }

    @Test
    void whoOnlyAddsToAStatusAddsToWhatOthersWrote() {
        status.create();
        move(storeOf("first"), RequestState.RUNNING);

        assertThat(status.amend(current -> current.withWarnings(List.of(FAULT))))
                .map(RequestStatus::state)
                .contains(RequestState.RUNNING);
        assertThat(status.read().orElseThrow().warnings()).containsExactly(FAULT);
    }

    @Test
    void aStatusThatOthersKeepChangingMayBeWrittenLater() {
        status.create();
        StatusStore other = storeOf("first");

        assertThatThrownBy(() -> status.update(current -> {
                    other.update(latest -> latest.withJob("job-1", latest.attempt() + 1));
                    return move(current, RequestState.QUEUED);
                }))
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.kind()).isEqualTo(StorageException.Kind.UNAVAILABLE));
    }

    @Test
    void aStatusDamagedMeanwhileBeginsAnew() {
        status.create();
        bucket.with("a/my_request.status.json", new byte[] {'{'});

        status.update(current -> current.withState(RequestState.RUNNING, REASON));

        assertThat(status.read()).map(RequestStatus::state).contains(RequestState.RUNNING);
    }

    @Test
    void aDeletedStatusBeginsAnew() {
        status.create();
        bucket.delete("a/my_request.status.json");

        status.update(current -> current.withState(RequestState.RUNNING, REASON));

        assertThat(status.read()).map(RequestStatus::state).contains(RequestState.RUNNING);
    }

    private static RequestStatus move(RequestStatus current, RequestState next) {
        return current.withState(next, REASON);
    }

    private static RequestStatus move(StatusStore store, RequestState next) {
        return store.update(current -> current.withState(next, REASON));
    }

    private String besideRequest() {
        return StatusStore.newest(bucket, "a/my_request.json", CLOCK)
                .orElseThrow()
                .requestId();
    }

    private StatusStore storeOf(String requestId) {
        return new StatusStore(bucket, new RequestPaths("a/my_request.json", requestId), CLOCK);
    }
}
