package org.eventextractor.conformance.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Chance draws rounds, but leaves nothing out. */
class RoundPlannerTest {

    private static final Study STUDY = Study.of(7);

    @Test
    void everyStepIsAmbushedBeforeAnyIsTwice() {
        Set<Step> ambushed = rounds(7, Step.values().length).stream()
                .map(round -> round.ambushes().get(0).step())
                .collect(Collectors.toSet());
        assertThat(ambushed).isEqualTo(EnumSet.allOf(Step.class));
    }

    @Test
    void theSameSeedDrawsTheSameRounds() {
        assertThat(rounds(7, 50)).isEqualTo(rounds(7, 50)).isNotEqualTo(rounds(8, 50));
    }

    @Test
    void everyKindOfRequestIsDrawn() {
        List<Round> rounds = rounds(7, 200);
        assertThat(rounds).extracting(Round::kind).contains(Round.Kind.values());
        assertThat(rounds).anyMatch(round -> round.cancelAfter() != null).anyMatch(round -> round.refusals() > 0);
    }

    @Test
    void everyStepIsAmbushedInAnArrayToo() {
        Set<Step> ambushed = rounds(7, 3 * Step.values().length).stream()
                .filter(round -> round.machines() > 1)
                .map(round -> round.ambushes().get(0).step())
                .collect(Collectors.toSet());
        assertThat(ambushed).isEqualTo(EnumSet.allOf(Step.class));
    }

    @Test
    void aTurnOfACallbackIsOfARequestThatIsCalledBack() {
        assertThat(extractsOfTurn(Step.CALLING)).isNotEmpty().allMatch(Round::callsBack);
    }

    /** A job that lives would post in completion's place. */
    @Test
    void whereCompletionIsToPostTheJobDiesBeforeItCould() {
        assertThat(extractsOfTurn(Step.POSTING))
                .isNotEmpty()
                .allMatch(Round::callsBack)
                .allMatch(round -> round.ambushes().contains(new Ambush(Step.ENDED, Duration.ZERO)));
    }

    private static List<Round> extractsOfTurn(Step step) {
        return rounds(7, 200).stream()
                .filter(round -> round.kind() == Round.Kind.EXTRACT)
                .filter(round -> round.ambushes().get(0).step() == step)
                .toList();
    }

    private static List<Round> rounds(long seed, int count) {
        RoundPlanner planner = new RoundPlanner(seed, STUDY.spec());
        return IntStream.rangeClosed(1, count).mapToObj(planner::round).toList();
    }
}
