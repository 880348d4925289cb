package org.eventextractor.local.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eventextractor.core.json.Json;
import org.eventextractor.local.queue.EventQueue;
import org.eventextractor.local.queue.QueueDefinition;
import org.eventextractor.local.queue.QueueEndpoint;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@SuppressWarnings("try") // a mapping is only there
class QueueMappingTest {
    private static final int MOST_RECEIVES = 3;
    private static QueueEndpoint endpoint;

    private final BlockingQueue<JsonNode> calls = new LinkedBlockingQueue<>();

    @BeforeAll
    static void start() {
        endpoint = QueueEndpoint.start(
                0, List.of(definition("whole"), definition("partial"), definition("hopeless"), definition("garbled")));
    }

    @AfterAll
    static void stop() {
        endpoint.close();
    }

    @Test
    void messagesComeAsLambdaTellsThem() throws Exception {
        try (EventQueue queue = endpoint.open("whole");
                QueueMapping mapping = map("whole", message -> "")) {
            queue.send("{\"a\":\"ä\"}".getBytes(UTF_8), Duration.ZERO);
            JsonNode entry = next().at("/Records/0");
            assertThat(entry.at("/body").asText()).isEqualTo("{\"a\":\"ä\"}");
            assertThat(entry.at("/eventSource").asText()).isEqualTo("aws:sqs");
            assertThat(entry.at("/eventSourceARN").asText()).isEqualTo("arn:aws:sqs:us-east-1:000000000000:whole");
            assertThat(entry.at("/attributes/ApproximateReceiveCount").asText()).isEqualTo("1");
            assertThat(entry.at("/attributes/SentTimestamp").asLong()).isPositive();
            assertThat(entry.at("/messageId").asText()).isNotEmpty();
            assertThat(entry.at("/receiptHandle").asText()).isNotEmpty();
            awaitSize(queue, 0);
        }
    }

    @Test
    void onlyMessagesThatFailedComeAgain() throws Exception {
        try (EventQueue queue = endpoint.open("partial")) {
            for (String body : List.of("good 1", "bad", "good 2")) {
                queue.send(body.getBytes(UTF_8), Duration.ZERO);
            }
            try (QueueMapping mapping =
                    map("partial", message -> message.startsWith("bad 1") ? "the message's id" : "")) {
                assertThat(bodies(4)).containsExactlyInAnyOrder("good 1", "good 2", "bad", "bad");
                awaitSize(queue, 0);
            }
        }
    }

    @Test
    void aMessageThatFailsTooOftenIsADeadLetter() throws Exception {
        try (EventQueue queue = endpoint.open("hopeless");
                EventQueue deadLetters = endpoint.open(definition("hopeless").deadLetters());
                QueueMapping mapping = map("hopeless", message -> {
                    throw new IOException("on purpose");
                })) {
            queue.send("doomed".getBytes(UTF_8), Duration.ZERO);
            assertThat(bodies(MOST_RECEIVES)).containsOnly("doomed");
            awaitSize(deadLetters, 1);
            awaitSize(queue, 0);
        }
    }

    @Test
    void anAnswerThatCannotBeUnderstoodFailsTheBatch() {
        Set<String> batch = Set.of("1", "2");
        assertThat(failures("", batch)).isEmpty();
        assertThat(failures("{}", batch)).isEmpty();
        assertThat(failures("{\"batchItemFailures\":null}", batch)).isEmpty();
        assertThat(failures("{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"}]}", batch))
                .containsExactly("2");
        assertThat(failures("{\"batchItemFailures\":[{\"itemIdentifier\":\"3\"}]}", batch))
                .isEqualTo(batch);
        assertThat(failures("{\"batchItemFailures\":[{\"id\":\"2\"}]}", batch)).isEqualTo(batch);
        assertThat(failures("not JSON", batch)).isEqualTo(batch);
    }

    private static Set<String> failures(String answer, Set<String> batch) {
        return BatchResponseCodec.failures(answer.getBytes(UTF_8), batch);
    }

    private static QueueDefinition definition(String name) {
        return new QueueDefinition(name, Duration.ofSeconds(1), MOST_RECEIVES);
    }

    /** @param judge is told a message's body and how often it came; what it answers, if anything, means failure */
    private QueueMapping map(String name, Judge judge) {
        LambdaFunction function = new LambdaFunction(
                name,
                () -> (input, output, context) -> {
                    JsonNode event = Json.read(input.readAllBytes(), JsonNode.class);
                    calls.add(event);
                    List<Object> failures = new ArrayList<>();
                    for (JsonNode message : event.path("Records")) {
                        String count = message.at("/attributes/ApproximateReceiveCount")
                                .asText();
                        if (!judge.judge(message.path("body").asText() + " " + count)
                                .isEmpty()) {
                            failures.add(Map.of("itemIdentifier", message.path("messageId")));
                        }
                    }
                    output.write(Json.write(Map.of("batchItemFailures", failures)));
                },
                Duration.ofMinutes(1));
        return QueueMapping.start(endpoint.open(name), function, 10, 1);
    }

    private JsonNode next() throws InterruptedException {
        JsonNode call = calls.poll(20, TimeUnit.SECONDS);
        assertThat(call).as("a call of the function").isNotNull();
        return call;
    }

    private List<String> bodies(int count) throws InterruptedException {
        List<String> bodies = new ArrayList<>();
        while (bodies.size() < count) {
            next().path("Records")
                    .forEach(record -> bodies.add(record.path("body").asText()));
        }
        return bodies;
    }

    private static void awaitSize(EventQueue queue, int size) throws InterruptedException {
        for (int i = 0; i < 200 && queue.size() != size; i++) {
            Thread.sleep(50);
        }
        assertThat(queue.size()).isEqualTo(size);
    }

    private interface Judge {
        String judge(String messageAndCount) throws IOException;
    }
}
