package org.eventextractor.lambda.closing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.eventextractor.core.callback.CallbackAttempt;
import org.eventextractor.core.lifecycle.Links;
import org.eventextractor.core.lifecycle.Progress;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.storage.MemoryObjectStore;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.lambda.TestRequest;
import org.eventextractor.lambda.callback.QueuedCallbacks;
import org.eventextractor.lambda.notify.HeardNotices;
import org.eventextractor.lambda.notify.Notice;
import org.eventextractor.lambda.notify.Notifier;
import org.eventextractor.lambda.queue.MemoryMessageQueue;
import org.eventextractor.lambda.queue.MessageQueueException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClosingTest {

    private static final URI RECEIVER = URI.create("https://hooks.example.org/results");

    private final MemoryObjectStore requests = new MemoryObjectStore("requests");
    private final TestRequest request = new TestRequest(requests, "0f0f", "study/a/my_request.json");
    private final MemoryMessageQueue queue = new MemoryMessageQueue();
    private final HeardNotices heard = new HeardNotices();
    private final Closing closing =
            new Closing(requests, new QueuedCallbacks(queue), new Notifier(List.of(heard)), Clock.systemUTC());

    @BeforeEach
    void aRequestIsOpen() {
        request.open(Instant.parse("2023-01-01T00:00:00Z"));
        request.accepted(RECEIVER);
        request.running("job-1");
    }

    @Test
    void anEndIsToldToItsReceiverAndToPeopleAndTheRequestIsNoLongerOpen() {
        request.to(RequestState.FAILED);

        close();

        assertThat(queue.sent())
                .singleElement()
                .satisfies(message -> assertThat(message)
                        .contains("\"requestId\"", "0f0f", "\"requestKey\"", "study/a/my_request.json"));
        assertThat(heard.notices()).hasSize(1);
        assertThat(request.isOpen()).isFalse();
        assertThat(closing.isClosed(request.paths())).isTrue();
    }

    @Test
    void whatIsClosedIsToldToNobodyAgainWhoeverListsItAsOpen() {
        request.to(RequestState.FAILED);
        close();
        request.open(Instant.now());

        close();

        assertThat(queue.sent()).hasSize(1);
        assertThat(heard.notices()).hasSize(1);
        assertThat(request.isOpen()).isFalse();
    }

    @Test
    void ofManyAtTheSameTimeOneTellsPeople() throws InterruptedException {
        request.to(RequestState.FAILED);
        ExecutorService threads = Executors.newFixedThreadPool(16);
        CountDownLatch start = new CountDownLatch(1);
        IntStream.range(0, 16)
                .forEach(i -> threads.execute(() -> {
                    awaitUninterruptibly(start);
                    close();
                }));

        start.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

        assertThat(heard.notices()).hasSize(1);
        assertThat(queue.sent()).isNotEmpty();
    }

    @Test
    void aQueueThatIsOutOfOrderLeavesTheRequestOpenAndNobodyTold() {
        request.to(RequestState.FAILED);
        queue.fail();

        assertThatThrownBy(this::close).isInstanceOf(MessageQueueException.class);

        assertThat(request.isOpen()).isTrue();
        assertThat(heard.notices()).isEmpty();
        queue.heal();
        close();
        assertThat(queue.sent()).hasSize(1);
        assertThat(heard.notices()).hasSize(1);
    }

    @Test
    void aStorageThatFailsAfterTheNoteLeavesTheRequestOpenUntilTheNextCall() {
        request.to(RequestState.FAILED);
        requests.failOn(request.paths().open(), StorageException.Kind.UNAVAILABLE);

        assertThatThrownBy(this::close).isInstanceOf(StorageException.class);
        requests.heal(request.paths().open());
        close();

        assertThat(request.isOpen()).isFalse();
        assertThat(heard.notices()).hasSize(1);
        assertThat(queue.sent()).hasSize(1);
    }

    @Test
    void aCallbackThatTheJobDeliveredIsNotOwed() {
        request.to(RequestState.FAILED);
        attempt(false, true);
        attempt(true, false);

        close();

        assertThat(queue.sent()).isEmpty();
    }

    @Test
    void aCallbackThatTheReceiverRefusedForGoodIsNotOwed() {
        request.to(RequestState.FAILED);
        attempt(false, false);

        close();

        assertThat(queue.sent()).isEmpty();
    }

    @Test
    void aCallbackThatTheJobTriedInVainIsOwed() {
        request.to(RequestState.FAILED);
        attempt(false, true);

        close();

        assertThat(queue.sent()).hasSize(1);
    }

    @Test
    void aRequestThatNamesNoReceiverIsOnlyNoted() {
        request.accepted(null);
        request.to(RequestState.CANCELLED);

        close();

        assertThat(queue.sent()).isEmpty();
        assertThat(heard.notices()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"REJECTED", "ESTIMATED"})
    void aRequestOfWhichNoWorkWasDoneOwesNoCallback(RequestState state) {
        TestRequest other = new TestRequest(requests, "aaaa", "study/b/my_request.json");
        other.accepted(RECEIVER);
        other.status().create();
        other.to(state);

        closing.close(other.paths(), other.status().read().orElseThrow());

        assertThat(queue.sent()).isEmpty();
        assertThat(heard.notices()).hasSize(1);
    }

    @Test
    void aNoticeTellsWhatEverybodyMayReadAndWhereToLook() {
        request.status().update(current -> current.withProgress(new Progress(100, 1, 1, 1440, 1440, 3165, 9, 9)));
        request.to(RequestState.FINALIZING);
        request.to(RequestState.COMPLETED);
        request.status()
                .update(current ->
                        current.withLinks(new Links("s3://requests/study/a/results.json", null, null, null)));

        close();

        Notice notice = heard.notices().get(0);
        assertThat(notice.subject()).isEqualTo("Extract completed: study/a/my_request.json");
        assertThat(notice.text())
                .contains(
                        "s3://requests/study/a/my_request.json",
                        "completed",
                        "As the test wants it.",
                        "3,165",
                        "1,440",
                        "s3://requests/study/a/results.json",
                        "0f0f");
    }

    @Test
    void theNoticeOfARequestWhosePlaceANewerOneHasTakenPointsToItsOwnStatus() {
        request.to(RequestState.FAILED);
        new TestRequest(requests, "ffff", request.paths().requestKey()).status().create();

        close();

        assertThat(heard.notices())
                .singleElement()
                .satisfies(notice -> assertThat(notice.text()).contains("s3://requests/_extractor/0f0f/status.json"));
    }

    private void close() {
        RequestStatus status = request.status().read().orElseThrow();
        closing.close(request.paths(), status);
    }

    private void attempt(boolean delivered, boolean retryable) {
        CallbackAttempt attempt = new CallbackAttempt(1, Instant.EPOCH, delivered, 500, "test", retryable);
        request.status().update(current -> current.withCallbackAttempt(attempt));
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
