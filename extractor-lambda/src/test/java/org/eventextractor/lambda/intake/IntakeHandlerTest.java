package org.eventextractor.lambda.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.eventextractor.core.config.ConfigurationException;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.storage.Fate;
import org.eventextractor.lambda.TestContext;
import org.eventextractor.lambda.configuration.PerAlias;
import org.eventextractor.lambda.event.Events;
import org.eventextractor.lambda.event.ObjectCreated;
import org.eventextractor.lambda.event.UnreadableEventException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeHandlerTest {

    private static final String VALID = IntakeFixture.request("");
    private static final TestContext FIVE_MINUTES = new TestContext(300_000);

    private final IntakeFixture fixture = new IntakeFixture();
    private final IntakeHandler handler = new IntakeHandler(PerAlias.always(fixture.intake));

    @Test
    void aCallerThatIsNoQueueLearnsWhatBecameOfEachObject() throws IOException {
        ObjectCreated valid = fixture.drop("a_request.json", VALID, "01");
        ObjectCreated broken = fixture.drop("b_request.json", "{}", "02");
        ObjectCreated foreign = fixture.drop("notes.txt", "", "03");

        assertThat(compact(answer(Events.notification(valid, broken, foreign))))
                .isEqualTo("{\"requests\":[{\"key\":\"a_request.json\",\"outcome\":\"queued\"},"
                        + "{\"key\":\"b_request.json\",\"outcome\":\"rejected\"},"
                        + "{\"key\":\"notes.txt\",\"outcome\":\"ignored\"}]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with space/my request.json",
                "a+b/my+request.json",
                "50%/%41_request.json",
                "ünïcode/研究_request.json",
                "a&b=c;d/'x'_request.json"
            })
    void everyKeyIsFoundByBothKindsOfEvent(String key) throws IOException {
        ObjectCreated first = fixture.drop(key, VALID, "01");
        answer(Events.notification(first));
        assertThat(fixture.status(first).state()).isEqualTo(RequestState.QUEUED);

        ObjectCreated second = fixture.drop(key, VALID, "02");
        answer(Events.eventBridge(second));
        assertThat(fixture.status(second).state()).isEqualTo(RequestState.QUEUED);
    }

    @Test
    void aQueueLearnsWhichOfItsMessagesMustComeAgain() throws IOException {
        ObjectCreated good = fixture.drop("a_request.json", VALID, "01");
        ObjectCreated held = fixture.drop("b_request.json", VALID, "02");
        fixture.queue.crashCallers();
        assertThatThrownBy(() -> fixture.receive(held)).isInstanceOf(Fate.ProcessDied.class);
        fixture.queue.heal();

        String answer = answer(
                Events.queue(Events.text(Events.notification(good)), "garbage", Events.text(Events.eventBridge(held))));

        assertThat(compact(answer))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"message-1\"},"
                        + "{\"itemIdentifier\":\"message-2\"}]}");
        assertThat(fixture.status(good).state()).isEqualTo(RequestState.QUEUED);
    }

    @Test
    void aQueueWhoseMessagesAreDoneLearnsOfNoFailure() throws IOException {
        ObjectCreated good = fixture.drop("a_request.json", VALID, "01");

        assertThat(compact(answer(Events.queue(Events.text(Events.notification(good))))))
                .isEqualTo("{\"batchItemFailures\":[]}");
    }

    @Test
    void anEventWhoseRequestIsHeldMustComeAgain() {
        ObjectCreated held = fixture.drop("a_request.json", VALID, "01");
        fixture.queue.crashCallers();
        assertThatThrownBy(() -> fixture.receive(held)).isInstanceOf(Fate.ProcessDied.class);
        fixture.queue.heal();

        assertThatThrownBy(() -> answer(Events.notification(held)))
                .isInstanceOf(RedeliveryException.class)
                .hasMessageContaining("a_request.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "[]", "{\"hello\": \"world\"}"})
    void garbageIsAnsweredWithAReason(String text) {
        assertThatThrownBy(() -> handler.handleRequest(Events.stream(text), new ByteArrayOutputStream(), FIVE_MINUTES))
                .isInstanceOf(UnreadableEventException.class)
                .message()
                .isNotBlank();
    }

    @Test
    void everyFaultOfTheConfigurationIsToldAtOnce() {
        Map<String, String> environment = Map.of(
                "EXTRACTOR_REQUEST_BUCKET", "s3://requests/prefix",
                "EXTRACTOR_MAX_USERS", "many",
                "EXTRACTOR_ALL_USER_ALLOWED", "true");

        assertThatThrownBy(() -> new IntakeHandler(environment))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("EXTRACTOR_REQUEST_BUCKET cannot be")
                .hasMessageContaining("EXTRACTOR_JOB_QUEUE is not set")
                .hasMessageContaining("EXTRACTOR_JOB_DEFINITION is not set")
                .hasMessageContaining("EXTRACTOR_EVENTS is not set")
                .hasMessageContaining("EXTRACTOR_MAX_USERS cannot be")
                .hasMessageContaining("EXTRACTOR_ALL_USER_ALLOWED is not known");
    }

    @Test
    void aHandlerIsMadeFromAnEnvironmentWithoutAnyCall() {
        Map<String, String> environment = Map.of(
                "EXTRACTOR_REQUEST_BUCKET", "requests",
                "EXTRACTOR_JOB_QUEUE", "queue",
                "EXTRACTOR_JOB_DEFINITION", "definition",
                "EXTRACTOR_EVENTS", "s3://events/prod",
                "EXTRACTOR_CALLBACK_SECRET", "whsec_MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0",
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local",
                "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9",
                "AWS_ENDPOINT_URL_BATCH", "http://127.0.0.1:9");

        assertThat(new IntakeHandler(environment)).isNotNull();
    }

    /** Our own share of a call, with storage and queue in memory: printed, not judged. */
    @Test
    void aWarmCallTakesLittleOfOurOwnTime() throws IOException {
        int calls = 400;
        long[] nanos = new long[calls];
        for (int i = 0; i < calls; i++) {
            ObjectCreated object = fixture.drop("warm/" + i + "_request.json", VALID, "01");
            Map<String, Object> event = Events.notification(object);
            long start = System.nanoTime();
            answer(event);
            nanos[i] = System.nanoTime() - start;
        }
        long[] warm = Arrays.copyOfRange(nanos, calls / 2, calls);
        Arrays.sort(warm);
        System.out.printf(
                Locale.ROOT,
                "warm intake call: median %.1f ms, 95th percentile %.1f ms%n",
                millis(warm[warm.length / 2]),
                millis(warm[warm.length * 95 / 100]));
        assertThat(fixture.queue.orders()).hasSize(calls);
    }

    private static double millis(long nanos) {
        return nanos / (double) Duration.ofMillis(1).toNanos();
    }

    private String answer(Map<String, Object> event) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        handler.handleRequest(Events.stream(event), output, FIVE_MINUTES);
        return output.toString(StandardCharsets.UTF_8);
    }

    private static String compact(String json) {
        return json.replaceAll("\\s", "");
    }
}
