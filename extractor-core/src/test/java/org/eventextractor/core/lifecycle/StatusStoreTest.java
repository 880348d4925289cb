package org.eventextractor.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.eventextractor.core.callback.CallbackAttempt;
import org.eventextractor.core.request.Fault;
import org.eventextractor.core.storage.MemoryObjectStore;
import org.eventextractor.core.workspace.RequestPaths;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusStoreTest {

    private static final Instant NOW = Instant.parse("2024-02-29T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
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
                .withErrors(List.of(new Fault("/criteria", "missing", "it is missing", "Add it.")))
                .withEstimate(new Estimate(10, 200, 2, 0.01, "rough"))
                .withCallbackAttempt(new CallbackAttempt(1, NOW, false, 500, "answered 500"))
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
    void theStateNeverMovesBack() {
        status.create();
        status.update(current -> current.withState(RequestState.COMPLETED, REASON));

        RequestStatus after = status.update(current -> current.withState(RequestState.QUEUED, REASON));

        assertThat(after.state()).isEqualTo(RequestState.COMPLETED);
        assertThat(status.read()).map(RequestStatus::state).contains(RequestState.COMPLETED);
    }

    @Test
    void oneFinalStateDoesNotReplaceAnother() {
        status.create();
        status.update(current -> current.withState(RequestState.COMPLETED, REASON));

        status.update(current -> current.withState(RequestState.FAILED, REASON));

        assertThat(status.read()).map(RequestStatus::state).contains(RequestState.COMPLETED);
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
    void aNewerRequestOfTheSameKeyTakesTheStatusOver() {
        status.create();
        StatusStore newer = storeOf("second");
        newer.create();

        RequestStatus unwritten = status.update(current -> current.withState(RequestState.RUNNING, REASON));

        assertThat(unwritten.state()).isEqualTo(RequestState.RUNNING);
        assertThat(status.read()).isEmpty();
        assertThat(newer.read()).map(RequestStatus::state).contains(RequestState.RECEIVED);
    }

    @Test
    void aRequestThatArrivedEarlierDoesNotTakeTheStatusBack() {
        storeOf("second").create(NOW);

        status.create(NOW.minusMillis(1));

        assertThat(status.isTakenOver()).isTrue();
        assertThat(storeOf("second").read()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not JSON", "[]", "{}", "{\"errors\": [], \"warnings\": [], \"callbackDelivery\": []}"})
    void whatIsNoStatusDocumentIsWrittenOver(String document) {
        bucket.with("a/my_request.status.json", document.getBytes(StandardCharsets.UTF_8));

        assertThat(status.read()).isEmpty();
        status.create();

        assertThat(status.read()).map(RequestStatus::state).contains(RequestState.RECEIVED);
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

    private StatusStore storeOf(String requestId) {
        return new StatusStore(bucket, new RequestPaths("a/my_request.json", requestId), CLOCK);
    }
}
