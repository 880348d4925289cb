package org.eventextractor.core.storage.crt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadPolicyTest {

    private static final ReadPolicy POLICY = ReadPolicy.standard();

    @ParameterizedTest
    @CsvSource({"1, 25", "2, 50", "3, 100", "8, 3200", "11, 10000", "1000, 10000"})
    void waitsAreRandomFromHalfABoundThatDoublesAndEnds(int attempt, long boundMillis) {
        Duration bound = Duration.ofMillis(boundMillis);
        List<Duration> waits =
                Stream.generate(() -> POLICY.delayAfter(attempt)).limit(1_000).toList();

        assertThat(waits).allMatch(wait -> wait.compareTo(bound.dividedBy(2)) >= 0 && wait.compareTo(bound) <= 0);
        assertThat(waits).anyMatch(wait -> wait.compareTo(bound.multipliedBy(5).dividedBy(8)) < 0);
        assertThat(waits).anyMatch(wait -> wait.compareTo(bound.multipliedBy(7).dividedBy(8)) > 0);
    }

    @Test
    void aQuarterOfAMinuteOfRefusalsIsOutlasted() {
        Duration least = IntStream.range(1, POLICY.maxAttempts())
                .mapToObj(POLICY::delayAfter)
                .reduce(Duration.ZERO, Duration::plus);

        assertThat(least).isGreaterThan(Duration.ofSeconds(15));
    }
}
