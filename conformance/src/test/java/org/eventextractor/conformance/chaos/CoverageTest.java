package org.eventextractor.conformance.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    /** As where the watcher knows the step's object no more. */
    @Test
    void aStepAtWhichNobodyWasKilledIsFoundOnceItHadTurnsEnough() {
        int enough = 10 * Step.values().length;
        Map<Step, Integer> noReport = everywhereBut(Step.REPORTED);
        assertThat(new Coverage(enough, 5, noReport, 1, 100, 0).breaches())
                .containsExactly("nothing was shown of job after: slice reported: it was never killed there");
        assertThat(new Coverage(enough - 1, 5, noReport, 1, 100, 0).breaches()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void noStepIsExempt(Step step) {
        assertThat(new Coverage(1_000, 5, everywhereBut(step), 1, 100, 0).breaches())
                .singleElement()
                .asString()
                .contains(step.words());
    }

    @Test
    void aLongRunThatKilledAtEveryStepIsWell() {
        assertThat(new Coverage(1_000, 5, everywhere(), 1, 100, 0).breaches()).isEmpty();
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

    private static Map<Step, Integer> everywhereBut(Step step) {
        Map<Step, Integer> kills = everywhere();
        kills.remove(step);
        return kills;
    }

    private static Map<Step, Integer> everywhere() {
        Map<Step, Integer> kills = new EnumMap<>(Step.class);
        Arrays.stream(Step.values()).forEach(step -> kills.put(step, 1));
        return kills;
    }
}
