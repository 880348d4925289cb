package org.eventextractor.local.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eventextractor.core.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
@SuppressWarnings("try") // a schedule is only there
class ScheduleTest {
    @Test
    void theFunctionIsCalledAgainAndAgainEvenAfterAFailure() throws Exception {
        BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
        LambdaFunction function = new LambdaFunction(
                "sweep",
                () -> (input, output, context) -> {
                    events.add(Json.read(input.readAllBytes(), JsonNode.class));
                    throw new IOException("on purpose");
                },
                Duration.ofMinutes(1));
        try (Schedule schedule = Schedule.start(function, Duration.ofMillis(20))) {
            for (int i = 0; i < 3; i++) {
                JsonNode event = events.poll(20, TimeUnit.SECONDS);
                assertThat(event).as("a call").isNotNull();
                assertThat(event.path("detail-type").asText()).isEqualTo("Scheduled Event");
                assertThat(event.path("source").asText()).isEqualTo("aws.events");
            }
        }
    }
}
