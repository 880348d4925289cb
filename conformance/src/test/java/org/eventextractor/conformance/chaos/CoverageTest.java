package org.eventextractor.conformance.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CoverageTest {

    private static final Map<Step, Integer> EVERYBODY = Map.of(Step.CLAIMED, 1, Step.OWNED, 1, Step.CLOSING, 1);
    private static final int ENOUGH_ROUNDS = Step.values().length;

    @Test
    void aRunThatKilledEverybodyAndSpoiledCallsIsWell() {
        assertThat(new Coverage(ENOUGH_ROUNDS, 5, EVERYBODY, 1, 100, 2).breaches())
                .isEmpty();
        assertThat(new Coverage(ENOUGH_ROUNDS, 0, EVERYBODY, 0, 100, 0).breaches())
                .isEmpty();
    }

    @Test
    void aVictimThatWasNeverKilledIsFoundOnceThereWereRoundsEnough() {
        Map<Step, Integer> noJob = Map.of(Step.CLAIMED, 9, Step.CLOSING, 9);
        assertThat(new Coverage(ENOUGH_ROUNDS, 5, noJob, 1, 100, 0).breaches())
                .containsExactly("nothing was shown of job: it was never killed");
        assertThat(new Coverage(ENOUGH_ROUNDS - 1, 5, noJob, 1, 100, 0).breaches())
                .isEmpty();
    }

    @Test
    void faultsThatNeverHappenedAreFound() {
        assertThat(new Coverage(1, 5, EVERYBODY, 0, 100, 0).breaches())
                .containsExactly("nothing was shown of S3: no call was spoiled");
    }

    @Test
    void moreLostDaysThanBadLuckExplainsAreFound() {
        assertThat(new Coverage(1, 5, EVERYBODY, 1, 100, 3).breaches())
                .containsExactly("3 of 100 days are lost, more than 2 %");
    }
}
