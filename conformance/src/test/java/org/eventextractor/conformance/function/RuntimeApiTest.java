package org.eventextractor.conformance.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RuntimeApiTest {

    private final RuntimeApi api = RuntimeApi.start();

    @Test
    void aCallOfAFunctionThatIsGoneFailsAtOnce() {
        api.close();
        assertThat(api.invoke(Invocation.through("", "{}"))).isCompletedExceptionally();
    }

    @Test
    void aCallThatWaitsForAFunctionFailsWithIt() {
        CompletableFuture<Answer> call = api.invoke(Invocation.through("", "{}"));
        assertThat(call).isNotDone();
        api.close();
        assertThat(call).isCompletedExceptionally();
    }
}
