package org.eventextractor.lambda.callback;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eventextractor.core.callback.CallbackAttempt;
import org.eventextractor.core.callback.CallbackPolicy;
import org.eventextractor.core.callback.CallbackSender;
import org.eventextractor.core.callback.HostLookup;
import org.eventextractor.core.callback.Receiver;
import org.eventextractor.core.callback.RetrySchedule;
import org.eventextractor.core.document.Software;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.lifecycle.Links;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.request.Fault;
import org.eventextractor.core.storage.MemoryObjectStore;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.lambda.TestRequest;
import org.eventextractor.lambda.event.CallbackMessage;
import org.eventextractor.lambda.event.CallbacksDue;
import org.eventextractor.lambda.event.CompletionEventReader;
import org.eventextractor.lambda.event.Events;
import org.eventextractor.lambda.event.QueueAnswer;
import org.eventextractor.lambda.notify.HeardNotices;
import org.eventextractor.lambda.notify.Notifier;
import org.eventextractor.lambda.queue.MemoryMessageQueue;
import org.eventextractor.lambda.queue.MessageQueue;
import org.eventextractor.lambda.queue.MessageQueues;
import org.eventextractor.lambda.queue.SqsServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.sqs.model.Message;

@Timeout(120)
class CallbackDeliveryTest {

    private static final String SECRET = "whsec_MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0";
    private static final Duration PLENTY = Duration.ofMinutes(3);

    /** As the schedule over hours, without its hours. */
    private static final RetrySchedule SEVEN_AT_ONCE =
            new RetrySchedule(Collections.nCopies(6, Duration.ZERO), 0, Duration.ofMillis(500), Duration.ofSeconds(10));

    private final MemoryObjectStore requests = new MemoryObjectStore("requests");
    private final TestRequest request = new TestRequest(requests, "0f0f", "study/a b/my_request.json");
    private final HeardNotices heard = new HeardNotices();
    private final MemoryMessageQueue memoryQueue = new MemoryMessageQueue();

    @Test
    void aQueuedCallbackIsPostedSignedAndRecorded() throws Exception {
        try (Receiver receiver = Receiver.answering(200);
                SqsServer sqs = new SqsServer()) {
            failed(receiver.url());
            String url = sqs.queue("callbacks");

            int calls = runToTheEnd(sqs, url, receiver.url());

            assertThat(calls).isOne();
            assertThat(sqs.receive(url)).isEmpty();
            Receiver.Delivery delivery = receiver.deliveries().get(0);
            new Webhook(SECRET).verify(delivery.body(), delivery.headers());
            assertThat(delivery.header("webhook-id")).isEqualTo("msg_0f0f");
            assertThat(Json.read(delivery.body().getBytes(StandardCharsets.UTF_8), Map.class)
                            .get("extractionStatus"))
                    .isEqualTo("failed");
            assertThat(attempts())
                    .singleElement()
                    .satisfies(attempt -> assertThat(attempt.delivered()).isTrue());
            assertThat(heard.notices()).isEmpty();
        }
    }

    @Test
    void aReceiverThatRecoversIsToldAtItsFirstGoodMomentUnderTheSameId() throws Exception {
        try (Receiver receiver = Receiver.answering(500, 503, 429, 200);
                SqsServer sqs = new SqsServer()) {
            failed(receiver.url());

            runToTheEnd(sqs, sqs.queue("callbacks", "dead", 7), receiver.url());

            assertThat(attempts()).extracting(CallbackAttempt::number).containsExactly(1, 2, 3, 4);
            assertThat(attempts()).extracting(CallbackAttempt::delivered).containsExactly(false, false, false, true);
            assertThat(receiver.deliveries())
                    .extracting(delivery -> delivery.header("webhook-id"))
                    .containsOnly("msg_0f0f");
            for (Receiver.Delivery delivery : receiver.deliveries()) {
                new Webhook(SECRET).verify(delivery.body(), delivery.headers());
            }
        }
    }

    @Test
    void aReceiverThatFailsForGoodEndsInTheDeadLetterQueueAndANotification() throws Exception {
        try (Receiver receiver = Receiver.answering(500);
                SqsServer sqs = new SqsServer()) {
            failed(receiver.url());

            runToTheEnd(sqs, sqs.queue("callbacks", "dead", 7), receiver.url());

            assertThat(receiver.deliveries()).hasSize(7);
            assertThat(attempts()).hasSize(7).noneMatch(CallbackAttempt::delivered);
            assertThat(sqs.receive(sqs.queue("dead")))
                    .singleElement()
                    .satisfies(message -> assertThat(message.body()).contains("0f0f"));
            assertThat(heard.notices())
                    .singleElement()
                    .satisfies(notice ->
                            assertThat(notice.text()).contains("7 attempts").contains("the receiver answered 500"));
        }
    }

    @Test
    void aReceiverThatHangsOrBreaksItsConnectionIsTriedAgain() throws Exception {
        try (Receiver receiver = new Receiver((exchange, number) -> {
                    if (number == 1) {
                        sleep();
                    } else if (number == 2) {
                        throw new IOException("broken");
                    }
                    answer(exchange, 204);
                });
                SqsServer sqs = new SqsServer()) {
            failed(receiver.url());

            runToTheEnd(sqs, sqs.queue("callbacks", "dead", 7), receiver.url());

            assertThat(attempts()).extracting(CallbackAttempt::delivered).containsExactly(false, false, true);
            assertThat(attempts().get(0).message()).isEqualTo("the receiver did not answer in time");
        }
    }

    @Test
    void aReceiverThatRedirectsIsGivenUpAtOnce() throws Exception {
        try (Receiver elsewhere = Receiver.answering(200);
                Receiver receiver = new Receiver((exchange, number) -> {
                    exchange.getResponseHeaders()
                            .add("Location", elsewhere.url().toString());
                    answer(exchange, 302);
                });
                SqsServer sqs = new SqsServer()) {
            failed(receiver.url());
            String url = sqs.queue("callbacks", "dead", 7);

            assertThat(runToTheEnd(sqs, url, receiver.url())).isOne();

            assertThat(elsewhere.deliveries()).isEmpty();
            assertThat(sqs.receive(url)).isEmpty();
            assertThat(heard.notices()).hasSize(1);
        }
    }

    @Test
    void anAnswerOfTenGigabytesIsNotRead() {
        try (Receiver receiver = new Receiver((exchange, number) -> {
            exchange.sendResponseHeaders(200, 10L << 30);
            byte[] block = new byte[1 << 16];
            while (true) {
                exchange.getResponseBody().write(block);
            }
        })) {
            failed(receiver.url());

            assertThat(deliver(delivery(receiver.url(), memoryQueue), message(1)))
                    .isEmpty();
            assertThat(attempts()).extracting(CallbackAttempt::delivered).containsExactly(true);
        }
    }

    @Test
    void eachReceiptIsFollowedByTheNextPauseOfTheSchedule() {
        try (Receiver receiver = Receiver.answering(500)) {
            failed(receiver.url());
            RetrySchedule schedule = new RetrySchedule(
                    RetrySchedule.overHours().pauses(), 0, Duration.ofSeconds(15), Duration.ofDays(1));
            CallbackDelivery delivery = delivery(receiver.url(), memoryQueue, schedule);

            IntStream.rangeClosed(1, 7)
                    .forEach(receipts ->
                            assertThat(deliver(delivery, message(receipts))).containsExactly("m"));

            assertThat(memoryQueue.pauses()).isEqualTo(schedule.pauses());
            assertThat(heard.notices()).hasSize(1);
        }
    }

    @Test
    void aCallbackWithTwoMessagesIsGivenUpWithOneNoticeAndTheStatusSaysSo() {
        try (Receiver receiver = Receiver.answering(500)) {
            failed(receiver.url());
            CallbackDelivery delivery = delivery(receiver.url(), memoryQueue);
            CallbackMessage doubled = new CallbackMessage("doubled", "r", 7, request.paths(), null);

            deliver(delivery, message(7), doubled);

            assertThat(receiver.deliveries()).hasSize(2);
            assertThat(heard.notices()).hasSize(1);
            assertThat(request.status().read().orElseThrow().warnings())
                    .extracting(Fault::code)
                    .containsExactly("callbackNotDelivered");
        }
    }

    @Test
    void aDoubledMessageTellsNobodyTwice() {
        try (Receiver receiver = Receiver.answering(200)) {
            failed(receiver.url());
            CallbackDelivery delivery = delivery(receiver.url(), memoryQueue);

            assertThat(deliver(delivery, message(1), message(1))).isEmpty();
            assertThat(deliver(delivery, message(2))).isEmpty();

            assertThat(receiver.deliveries()).hasSize(1);
        }
    }

    @Test
    void resultsThatTheJobPublishedArePostedAsTheyAre() {
        try (Receiver receiver = Receiver.answering(200)) {
            String results = "{\"extractionStatus\": \"completed\"}";
            String key = request.paths().output("job-1") + "results.json";
            requests.with(key, results.getBytes(StandardCharsets.UTF_8));
            completed(receiver.url(), key);

            assertThat(deliver(delivery(receiver.url(), memoryQueue), message(1)))
                    .isEmpty();
            assertThat(receiver.deliveries())
                    .singleElement()
                    .satisfies(delivery -> assertThat(delivery.body()).isEqualTo(results));
        }
    }

    @Test
    void resultsThatWereRemovedCannotBePostedAndPeopleAreTold() {
        try (Receiver receiver = Receiver.answering(200)) {
            completed(receiver.url(), "study/gone/results.json");

            assertThat(deliver(delivery(receiver.url(), memoryQueue), message(1)))
                    .isEmpty();
            assertThat(receiver.deliveries()).isEmpty();
            assertThat(heard.notices())
                    .singleElement()
                    .satisfies(notice -> assertThat(notice.text()).contains("its results are no longer there"));
        }
    }

    @Test
    void aCallbackWhoseStatusWasRemovedCannotBePostedAndPeopleAreTold() {
        try (Receiver receiver = Receiver.answering(200)) {
            failed(receiver.url());
            requests.delete(request.paths().status());

            assertThat(deliver(delivery(receiver.url(), memoryQueue), message(1)))
                    .isEmpty();
            assertThat(receiver.deliveries()).isEmpty();
            assertThat(heard.notices())
                    .singleElement()
                    .satisfies(notice -> assertThat(notice.text()).contains("its status is no longer there"));
        }
    }

    @Test
    void aStorageThatFailsLetsTheMessageComeAgainAndNoOther() {
        try (Receiver receiver = Receiver.answering(200)) {
            failed(receiver.url());
            TestRequest other = new TestRequest(requests, "aaaa", "study/b/my_request.json");
            other.accepted(receiver.url());
            requests.failOn(other.paths().status(), StorageException.Kind.UNAVAILABLE);
            CallbackMessage bad = new CallbackMessage("bad", "r", 1, other.paths(), null);

            assertThat(deliver(delivery(receiver.url(), memoryQueue), bad, message(1)))
                    .containsExactly("bad");
            assertThat(receiver.deliveries()).hasSize(1);
        }
    }

    @Test
    void aMessageThatCannotBeUnderstoodComesAgainAndEndsInTheDeadLetterQueue() {
        CallbackMessage garbage = new CallbackMessage("bad", "r", 1, null, "not JSON");

        assertThat(deliver(delivery(URI.create("http://127.0.0.1:1/"), memoryQueue), garbage))
                .containsExactly("bad");
    }

    @Test
    void whatThereIsNoTimeForIsLeftForTheNextCall() {
        try (Receiver receiver = Receiver.answering(200)) {
            failed(receiver.url());

            QueueAnswer answer =
                    delivery(receiver.url(), memoryQueue).deliver(List.of(message(1)), () -> Duration.ofMillis(600));

            assertThat(answer.batchItemFailures()).hasSize(1);
            assertThat(receiver.deliveries()).isEmpty();
        }
    }

    private void failed(URI receiver) {
        request.accepted(receiver);
        request.running("job-1");
        request.to(RequestState.FAILED);
    }

    private void completed(URI receiver, String resultsKey) {
        request.accepted(receiver);
        request.running("job-1");
        request.to(RequestState.FINALIZING);
        request.to(RequestState.COMPLETED);
        String results = requests.root().resolve(resultsKey).toString();
        request.status().update(current -> current.withLinks(new Links(results, null, null, null)));
    }

    private List<CallbackAttempt> attempts() {
        return request.status().read().orElseThrow().callbackDelivery();
    }

    private CallbackMessage message(int receipts) {
        return new CallbackMessage("m", "receipt", receipts, request.paths(), null);
    }

    private static List<String> deliver(CallbackDelivery delivery, CallbackMessage... messages) {
        return delivery.deliver(List.of(messages), () -> PLENTY).batchItemFailures().stream()
                .map(QueueAnswer.Failure::itemIdentifier)
                .toList();
    }

    /** Does what Lambda does with a queue, until there is nothing left to receive; how many calls that took. */
    private int runToTheEnd(SqsServer sqs, String url, URI trusted) throws IOException {
        try (MessageQueues queues = new MessageQueues(sqs.environment())) {
            MessageQueue queue = queues.open(url);
            CallbackDelivery delivery = delivery(trusted, queue);
            new QueuedCallbacks(queue)
                    .send(new OwedCallbacks(requests)
                            .find(request.paths(), request.status().read().orElseThrow())
                            .orElseThrow());
            int calls = 0;
            for (List<Message> messages = sqs.receive(url); !messages.isEmpty(); messages = sqs.receive(url)) {
                CallbacksDue due = (CallbacksDue) CompletionEventReader.read(
                        Events.stream(new String(SqsServer.event(messages), StandardCharsets.UTF_8)));
                QueueAnswer answer = delivery.deliver(due.messages(), () -> PLENTY);
                sqs.settle(url, messages, Json.write(answer));
                letLastReceiptEnd(queue, messages, answer);
                calls++;
            }
            return calls;
        }
    }

    /** A message that was given up stays invisible for a while before the queue moves it: that is cut short. */
    private void letLastReceiptEnd(MessageQueue queue, List<Message> messages, QueueAnswer answer) {
        if (!heard.notices().isEmpty() && !answer.batchItemFailures().isEmpty()) {
            queue.postpone(messages.get(0).receiptHandle(), Duration.ZERO);
        }
    }

    private CallbackDelivery delivery(URI trusted, MessageQueue queue) {
        return delivery(trusted, queue, SEVEN_AT_ONCE);
    }

    private CallbackDelivery delivery(URI trusted, MessageQueue queue, RetrySchedule schedule) {
        CallbackSender sender = new CallbackSender(
                new CallbackPolicy(List.of(), List.of(443), List.of(trusted)),
                List.of(SECRET),
                Clock.systemUTC(),
                schedule,
                HostLookup.ofSystem());
        return new CallbackDelivery(
                requests,
                sender,
                schedule,
                queue,
                new Notifier(List.of(heard)),
                new Software("1", "abc", "unknown"),
                Clock.systemUTC());
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static void sleep() {
        try {
            Thread.sleep(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
