package org.eventextractor.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eventextractor.samples.SampleEvent;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final SampleEvent FIRST = event(1);
    private static final SampleEvent SECOND = event(2);

    @Test
    void theSameEventsInAnotherOrderAreExact() {
        assertThat(Comparison.of(List.of(FIRST, SECOND), List.of(SECOND, FIRST)).isExact())
                .isTrue();
    }

    @Test
    void aMissingEventIsCounted() {
        assertThat(Comparison.of(List.of(FIRST, SECOND), List.of(FIRST))).isEqualTo(new Comparison(2, 1, 0));
    }

    @Test
    void anEventDeliveredTwiceIsSurplus() {
        assertThat(Comparison.of(List.of(FIRST), List.of(FIRST, FIRST))).isEqualTo(new Comparison(1, 0, 1));
    }

    private static SampleEvent event(int order) {
        return new SampleEvent("nudged", null, Instant.EPOCH, new UUID(0, 0), order);
    }
}
