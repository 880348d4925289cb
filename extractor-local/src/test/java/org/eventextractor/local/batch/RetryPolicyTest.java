package org.eventextractor.local.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.eventextractor.local.batch.JobAttempt.End;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The deployment's retry strategy, as the local platform carries it out. */
class RetryPolicyTest {

    private final RetryPolicy policy = RetryPolicy.ofDeployment();

    @ParameterizedTest
    @ValueSource(ints = {75, 137, 143, 134})
    void whatMayHealAndWhatDiedWithoutAWordIsTriedAgain(int exitCode) {
        assertThat(policy.retries(1, ended(exitCode, null))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void whatSaidThatItFailedIsNot(int exitCode) {
        assertThat(policy.retries(1, ended(exitCode, null))).isFalse();
    }

    @Test
    void whatHadNotEnoughMemoryIsNot() {
        assertThat(policy.retries(1, ended(137, "OutOfMemoryError: Container killed due to memory usage")))
                .isFalse();
    }

    @Test
    void theFifthAttemptIsTheLast() {
        assertThat(policy.retries(4, ended(75, null))).isTrue();
        assertThat(policy.retries(5, ended(75, null))).isFalse();
    }

    private static JobAttempt ended(int exitCode, @Nullable String reason) {
        return new JobAttempt(
                Instant.EPOCH,
                Instant.EPOCH,
                exitCode,
                reason,
                "Essential container in task exited",
                "log",
                End.EXITED);
    }
}
