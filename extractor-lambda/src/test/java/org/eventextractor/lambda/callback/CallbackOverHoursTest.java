package org.eventextractor.lambda.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eventextractor.core.callback.CallbackAttempt;
import org.eventextractor.core.callback.CallbackPolicy;
import org.eventextractor.core.callback.CallbackSender;
import org.eventextractor.core.callback.HostLookup;
import org.eventextractor.core.callback.Receiver;
import org.eventextractor.core.callback.RetrySchedule;
import org.eventextractor.core.document.Software;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.request.Fault;
import org.eventextractor.core.storage.MemoryObjectStore;
import org.eventextractor.lambda.MovableClock;
import org.eventextractor.lambda.TestRequest;
import org.eventextractor.lambda.event.CallbacksDue;
import org.eventextractor.lambda.event.CompletionEventReader;
import org.eventextractor.lambda.event.Events;
import org.eventextractor.lambda.event.QueueAnswer;
import org.eventextractor.lambda.notify.HeardNotices;
import org.eventextractor.lambda.notify.Notifier;
import org.eventextractor.lambda.queue.ClockedMessageQueue;
import org.eventextractor.lambda.queue.SqsServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.sqs.model.Message;

/** The schedule of a deployment with all of its hours, by a clock that does not make anybody wait for them. */
@Timeout(120)
class CallbackOverHoursTest {

    private static final Instant END = Instant.parse("2024-05-01T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration PLENTY = Duration.ofMinutes(3);
    private static final RetrySchedule SCHEDULE = RetrySchedule.overHours();
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10));

    /** A pause strays by a tenth, and the queue knows whole seconds. */
    private static final double STRAYS = 0.1;

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** As in the template. */
    private static final Duration VISIBILITY = Duration.ofMinutes(18);

    private static final int MAX_RECEIPTS = 7;

    private final MovableClock clock = new MovableClock(END);
    private final MemoryObjectStore requests = new MemoryObjectStore("requests");
    private final TestRequest request = new TestRequest(requests, "0f0f", "study/a b/my_request.json", clock);
    private final ClockedMessageQueue queue = new ClockedMessageQueue(clock, VISIBILITY, MAX_RECEIPTS);
    private final HeardNotices heard = new HeardNotices();

    @Test
    void aReceiverThatAnswers500ForAnHourIsToldAtTheFirstAttemptAfterIt() throws Exception {
        try (Receiver receiver = answering200After(HOUR)) {
            runToTheEnd(receiver.url());

            assertThat(attempts()).extracting(CallbackAttempt::number).containsExactly(1, 2, 3, 4, 5);
            assertThat(attempts()).extracting(CallbackAttempt::httpStatus).containsExactly(500, 500, 500, 500, 200);
            assertThat(attempts())
                    .extracting(CallbackAttempt::delivered)
                    .containsExactly(false, false, false, false, true);
            assertTimes(attempts());
            assertEveryAttemptArrivedUnderTheSameId(receiver);
            assertThat(queue.deadLetters()).isEmpty();
            assertThat(heard.notices()).isEmpty();
            assertThat(status().warnings()).isEmpty();
        }
    }

    @Test
    void aReceiverThatNeverAnswersWellIsGivenUpAfterSevenAttemptsAndAllIsRecorded() throws Exception {
        try (Receiver receiver = Receiver.answering(500)) {
            runToTheEnd(receiver.url());

            assertThat(attempts()).extracting(CallbackAttempt::number).containsExactly(1, 2, 3, 4, 5, 6, 7);
            assertThat(attempts()).allSatisfy(attempt -> {
                assertThat(attempt.delivered()).isFalse();
                assertThat(attempt.httpStatus()).isEqualTo(500);
            });
            assertTimes(attempts());
            assertEveryAttemptArrivedUnderTheSameId(receiver);
            assertThat(queue.deadLetters()).singleElement().asString().contains("0f0f", "study/a b/my_request.json");
            assertThat(heard.notices())
                    .singleElement()
                    .satisfies(notice -> assertThat(notice.text())
                            .contains("study/a b/my_request.json", "7 attempts", "the receiver answered 500"));
            assertThat(status().warnings()).extracting(Fault::code).containsExactly("callbackNotDelivered");
        }
    }

    private Receiver answering200After(Duration outage) {
        return new Receiver((exchange, number) -> {
            boolean well = !clock.instant().isBefore(END.plus(outage));
            exchange.sendResponseHeaders(well ? 200 : 500, -1);
            exchange.close();
        });
    }

    /** The first at once, every other after its pause. */
    private static void assertTimes(List<CallbackAttempt> attempts) {
        assertThat(attempts.get(0).at()).isEqualTo(END);
        for (int i = 1; i < attempts.size(); i++) {
            Duration pause = PAUSES.get(i - 1);
            Duration strays =
                    Duration.ofMillis(Math.round(pause.toMillis() * STRAYS)).plus(SECOND);
            assertThat(Duration.between(
                            attempts.get(i - 1).at(), attempts.get(i).at()))
                    .as("before attempt %d", i + 1)
                    .isBetween(pause.minus(strays), pause.plus(strays));
        }
    }

    private void assertEveryAttemptArrivedUnderTheSameId(Receiver receiver) {
        assertThat(receiver.deliveries())
                .extracting(delivery -> delivery.header("webhook-timestamp"))
                .isEqualTo(attempts().stream()
                        .map(attempt -> Long.toString(attempt.at().getEpochSecond()))
                        .toList());
        assertThat(receiver.deliveries())
                .extracting(delivery -> delivery.header("webhook-id"))
                .containsOnly("msg_0f0f");
        assertThat(receiver.deliveries()).extracting(Receiver.Delivery::body).containsOnly(firstBody(receiver));
    }

    private static String firstBody(Receiver receiver) {
        return receiver.deliveries().get(0).body();
    }

    /** Lets a request fail, and does what Lambda does with the queue until nothing is left in it. */
    private void runToTheEnd(URI receiver) throws IOException {
        request.accepted(receiver);
        request.running("job-1");
        request.to(RequestState.FAILED);
        new QueuedCallbacks(queue)
                .send(new OwedCallbacks(requests)
                        .find(request.paths(), status())
                        .orElseThrow());
        try (CallbackSender sender = sender(receiver)) {
            CallbackDelivery delivery = new CallbackDelivery(
                    requests, sender, SCHEDULE, queue, notifier(), new Software("1", "abc", "unknown"), clock);
            for (Optional<Message> next = queue.awaitNext(); next.isPresent(); next = queue.awaitNext()) {
                deliver(next.get(), delivery);
            }
        }
    }

    private void deliver(Message message, CallbackDelivery delivery) throws IOException {
        CallbacksDue due = (CallbacksDue) CompletionEventReader.read(
                Events.stream(new String(SqsServer.event(List.of(message)), StandardCharsets.UTF_8)));
        QueueAnswer answer = delivery.deliver(due.messages(), () -> PLENTY);
        if (answer.batchItemFailures().isEmpty()) {
            queue.delete(message);
        }
    }

    private CallbackSender sender(URI trusted) {
        CallbackPolicy policy = new CallbackPolicy(List.of(), List.of(443), List.of(trusted));
        return new CallbackSender(policy, List.of(), clock, SCHEDULE, HostLookup.ofSystem());
    }

    private Notifier notifier() {
        return new Notifier(List.of(heard));
    }

    private RequestStatus status() {
        return request.status().read().orElseThrow();
    }

    private List<CallbackAttempt> attempts() {
        return status().callbackDelivery();
    }
}
