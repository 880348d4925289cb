package org.eventextractor.conformance.coldstart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GoalTest {

    private static final Goal WARM_CALL = new Goal("a warm call", 25);

    @Test
    void whatIsNotExceededIsReached() {
        assertThat(WARM_CALL.verdict(25)).isEqualTo("goal reached: a warm call: 25.0 of 25 ms");
    }

    @Test
    void whatIsExceededIsPlainlyMissed() {
        assertThat(WARM_CALL.verdict(25.1)).isEqualTo("goal MISSED: a warm call: 25.1 of 25 ms");
    }
}
