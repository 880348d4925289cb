package org.eventextractor.local.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
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

    @Test
    void anEventIsPendingUntilItsLastTryIsOver() throws Exception {
        CountDownLatch answers = new CountDownLatch(1);
        LambdaFunction function =
                new LambdaFunction("slow", () -> (input, output, context) -> await(answers), Duration.ofMinutes(1));
        try (AsyncInvocations invocations = new AsyncInvocations(function, 1, Duration.ofMillis(1))) {
            invocations.invoke(new byte[0]);
            invocations.invoke(new byte[0]);
            assertThat(invocations.pending()).isEqualTo(2);
            answers.countDown();
            while (invocations.pending() > 0) {
                Thread.sleep(1);
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
