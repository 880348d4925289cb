package org.eventextractor.local.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AsyncInvocationsTest {
    @Test
    void aFailedInvocationIsTriedTwiceMore() {
        AtomicInteger tries = new AtomicInteger();
        LambdaFunction function = new LambdaFunction(
                "unlucky",
                () -> (input, output, context) -> {
                    tries.incrementAndGet();
                    throw new IOException("on purpose");
                },
                Duration.ofMinutes(1));
        try (AsyncInvocations invocations = new AsyncInvocations(function, 1, Duration.ofMillis(1))) {
            invocations.invoke(new byte[0]);
        }
        assertThat(tries).hasValue(3);
    }
}
