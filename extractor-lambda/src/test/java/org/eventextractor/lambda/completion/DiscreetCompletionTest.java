package org.eventextractor.lambda.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eventextractor.core.callback.CallbackPolicy;
import org.eventextractor.core.callback.CallbackSender;
import org.eventextractor.core.callback.HostLookup;
import org.eventextractor.core.callback.Receiver;
import org.eventextractor.core.callback.RetrySchedule;
import org.eventextractor.core.document.Software;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.request.UserSelection;
import org.eventextractor.core.storage.MemoryObjectStore;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.lambda.CapturedLog;
import org.eventextractor.lambda.TestContext;
import org.eventextractor.lambda.TestRequest;
import org.eventextractor.lambda.callback.ImmediateCallbacks;
import org.eventextractor.lambda.closing.Closing;
import org.eventextractor.lambda.configuration.PerAlias;
import org.eventextractor.lambda.event.Events;
import org.eventextractor.lambda.event.JobEvents;
import org.eventextractor.lambda.notify.Notifier;
import org.eventextractor.lambda.notify.Notifiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Completion holds users, the callbacks' secret and the webhooks of Slack, and logs none of them, whatever goes wrong. */
class DiscreetCompletionTest {

    private static final String BUCKET = "requests";
    private static final String KEY = "study/a/my_request.json";
    private static final UUID USER = UUID.fromString("3e2c6a50-9c3f-4b8a-8c55-1d7b2f0a9e11");
    private static final String TOKEN = "t0k3n-of-the-receiver";
    private static final String SECRET = "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0";
    private static final String SLACK = "t0k3n-of-slack";
    private static final RetrySchedule QUICK =
            new RetrySchedule(List.of(Duration.ofMillis(1)), 0, Duration.ofSeconds(5), Duration.ofSeconds(10));

    private final MemoryObjectStore requests = new MemoryObjectStore(BUCKET);
    private final TestRequest request = new TestRequest(requests, "0f0f", KEY);
    private final CapturedLog log = new CapturedLog();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void aCallbackAndANotificationThatArriveAreNotShown() throws IOException {
        try (Receiver receiver = Receiver.answering(200)) {
            end(receiver.url());

            assertThat(receiver.deliveries()).hasSize(2);
            assertDiscreet();
        }
    }

    @Test
    void aReceiverAndASlackThatFailAreNotShown() throws IOException {
        try (Receiver receiver = Receiver.answering(500)) {
            end(receiver.url());

            assertThat(log.text()).contains("was not delivered", "was not sent");
            assertDiscreet();
        }
    }

    @Test
    void aReceiverAndASlackThatAreNotThereAreNotShown() throws IOException {
        Receiver gone = Receiver.answering(200);
        gone.close();

        end(gone.url(), URI.create("http://127.0.0.1:1/services/" + SLACK));

        assertThat(log.text()).contains("was not delivered", "was not sent");
        assertDiscreet();
    }

    @Test
    void documentsThatCannotBeReadAreNotShown() throws IOException {
        try (Receiver receiver = Receiver.answering(200)) {
            freeze(receiver.url());
            requests.with(
                    request.paths().acceptedRequest(),
                    ("{\"users\": [" + USER + "], \"callbackUrl\": ").getBytes(StandardCharsets.UTF_8));

            call(receiver.url(), slack(receiver.url()));

            assertThat(receiver.deliveries()).hasSize(1);
            assertDiscreet();
        }
    }

    @Test
    void aStorageThatFailsShowsNothing() {
        try (Receiver receiver = Receiver.answering(200)) {
            freeze(receiver.url());
            requests.failOn(request.paths().acceptedRequest(), StorageException.Kind.UNAVAILABLE);

            // Lambda logs what a function throws
            assertThatThrownBy(() -> call(receiver.url(), slack(receiver.url())))
                    .isInstanceOf(RuntimeException.class)
                    .satisfies(thrown -> assertNoneIn(traceOf(thrown)));
            assertDiscreet();
        }
    }

    /** Tells completion that the job has failed: there are a callback to make and people to tell. */
    private void end(URI url) throws IOException {
        end(url, slack(url));
    }

    private void end(URI url, URI slack) throws IOException {
        freeze(url);
        call(url, slack);
        assertThat(request.status().read().orElseThrow().state()).isEqualTo(RequestState.FAILED);
    }

    private void freeze(URI url) {
        request.accepted(UserSelection.of(List.of(USER)), withToken(url));
        request.running("job-1");
    }

    /** Where a receiver may keep a secret of its own. */
    private static URI withToken(URI url) {
        return url.resolve("/done/" + TOKEN + "?key=" + TOKEN);
    }

    private void call(URI url, URI slack) throws IOException {
        try (CallbackSender sender = sender(url);
                Notifiers notifiers = new Notifiers(Map.of())) {
            CompletionHandler handler = new CompletionHandler(
                    PerAlias.always(completion(sender, notifiers.open(Optional.empty(), List.of(slack)))));
            Map<String, Object> event = JobEvents.of(JobEvents.detail("FAILED", BUCKET, "0f0f", KEY));
            handler.handleRequest(Events.stream(event), new ByteArrayOutputStream(), new TestContext(180_000));
        }
    }

    private Completion completion(CallbackSender sender, Notifier notifier) {
        Clock clock = Clock.systemUTC();
        ImmediateCallbacks callbacks =
                new ImmediateCallbacks(requests, sender, new Software("1", "abc", "unknown"), clock);
        Closing closing = new Closing(requests, callbacks, notifier, clock);
        JobEnds ends = new JobEnds(requests, closing, () -> parent -> List.of(), clock);
        return new Completion(
                ends,
                new WaitingJobs(requests, clock),
                new NotedEnds(requests, ends, clock),
                Optional.empty(),
                Optional.empty());
    }

    private static CallbackSender sender(URI trusted) {
        CallbackPolicy policy = new CallbackPolicy(List.of(), List.of(443), List.of(trusted));
        return new CallbackSender(policy, List.of("whsec_" + SECRET), Clock.systemUTC(), QUICK, HostLookup.ofSystem());
    }

    private static String traceOf(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    /** Where the receiver is, but for the path. */
    private static URI slack(URI receiver) {
        return receiver.resolve("/services/" + SLACK);
    }

    /** What was not logged at all would prove nothing. */
    private void assertDiscreet() {
        assertThat(log.text()).isNotBlank();
        assertNoneIn(log.text());
    }

    private static void assertNoneIn(String text) {
        assertThat(text.toLowerCase(Locale.ROOT))
                .doesNotContain(
                        USER.toString(),
                        USER.toString().replace("-", ""),
                        SECRET.toLowerCase(Locale.ROOT),
                        TOKEN,
                        SLACK);
    }
}
