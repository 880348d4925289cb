package org.eventextractor.lambda.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.lambda.event.BucketEventReader;
import org.eventextractor.lambda.event.CompletionEventReader;
import org.eventextractor.lambda.event.Events;
import org.eventextractor.lambda.event.JobEvents;
import org.eventextractor.lambda.event.ObjectCreated;
import org.eventextractor.lambda.event.UnreadableEventException;
import org.junit.jupiter.api.Test;

/** Real events and requests, damaged at random: refused with a reason, or dealt with; never anything else. */
class FuzzTest {

    private static final int EVENTS = 20_000;
    private static final int REQUESTS = 3_000;

    /** What a parser may stumble over. */
    private static final List<String> PIECES = List.of(
            "\"",
            "\\",
            "\\u0000",
            "\\ud800",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "null",
            "-1",
            "1e999999999",
            "99999999999999999999",
            "%",
            "%zz",
            "+999999999-12-31T23:59:59Z",
            "\u0000",
            "\ufeff",
            "研",
            "[".repeat(2_000),
            "x".repeat(70_000));

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final IntakeFixture fixture = new IntakeFixture();
    private final ObjectCreated object = fixture.drop(IntakeFixture.KEY, IntakeFixture.request(""), "01");

    @Test
    void aDamagedEventIsReadOrRefusedWithAReason() {
        System.out.println("fuzz seed " + seed);
        List<byte[]> events = List.of(
                Json.write(Events.notification(object, object)),
                Json.write(Events.eventBridge(object)),
                Json.write(Events.queue(
                        Events.text(Events.notification(object)), Events.text(Events.eventBridge(object)))),
                Json.write(JobEvents.of(JobEvents.detail("FAILED", IntakeFixture.BUCKET, "0f", IntakeFixture.KEY))));
        for (int i = 0; i < EVENTS; i++) {
            byte[] event = damaged(events.get(random.nextInt(events.size())));
            readOrRefused(i, event, BucketEventReader::read);
            readOrRefused(i, event, CompletionEventReader::read);
        }
    }

    @Test
    void aDamagedRequestEndsInAStatus() {
        System.out.println("fuzz seed " + seed);
        byte[] request = IntakeFixture.request(
                        ", \"callbackURL\": \"https://example.org/\", \"labels\": [\"a\"], \"dryRun\": true,"
                                + " \"errorPolicy\": {\"maxFailedPartitionPercent\": 10}")
                .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < REQUESTS; i++) {
            fixture.requests.with(IntakeFixture.KEY, damaged(request));
            ObjectCreated damaged = fixture.created(IntakeFixture.KEY, "fuzz-" + i);

            fixture.receive(damaged);

            assertThat(fixture.status(damaged).state())
                    .as("seed %s, request %s", seed, i)
                    .isIn(RequestState.REJECTED, RequestState.ESTIMATED, RequestState.QUEUED);
        }
    }

    private void readOrRefused(int number, byte[] event, EventReader reader) {
        try {
            reader.read(new ByteArrayInputStream(event));
        } catch (UnreadableEventException e) {
            assertThat(e.getMessage()).as("seed %s, event %s", seed, number).isNotBlank();
        } catch (IOException | RuntimeException e) {
            fail("seed " + seed + ", event " + number, e);
        }
    }

    private byte[] damaged(byte[] document) {
        byte[] bytes = document.clone();
        for (int wounds = 1 + random.nextInt(4); wounds > 0 && bytes.length > 0; wounds--) {
            bytes = wounded(bytes, random.nextInt(bytes.length));
        }
        return bytes;
    }

    private byte[] wounded(byte[] bytes, int at) {
        int to = at + random.nextInt(Math.min(40, bytes.length - at) + 1);
        return switch (random.nextInt(5)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> replaced(bytes, at, to, new byte[0]);
            case 2 -> replaced(bytes, at, at, Arrays.copyOfRange(bytes, at, to));
            case 3 -> replaced(bytes, at, at + 1, new byte[] {(byte) random.nextInt(256)});
            default ->
                replaced(
                        bytes, at, to, PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8));
        };
    }

    private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
        byte[] result = new byte[bytes.length - (to - from) + by.length];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(by, 0, result, from, by.length);
        System.arraycopy(bytes, to, result, from + by.length, bytes.length - to);
        return result;
    }

    /** A reader of one kind of event. */
    private interface EventReader {
        Object read(ByteArrayInputStream event) throws IOException;
    }
}
