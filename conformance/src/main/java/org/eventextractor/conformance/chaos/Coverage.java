package org.eventextractor.conformance.chaos;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Whether a run did what it says it does: one that kills nobody finds nothing. Immutable and thread-safe.
 *
 * @param rounds that were played
 * @param faultPercent the share of calls to S3 that were to be spoiled
 * @param kills that hit somebody, by the step they waited for
 * @param spoiled calls to S3
 * @param daysAsked day folders that requests with a data set asked for
 * @param daysLost of these, how many are named as lost
 */
record Coverage(int rounds, int faultPercent, Map<Step, Integer> kills, long spoiled, long daysAsked, long daysLost) {

    /** Whoever reads again what did not arrive loses next to nothing; so many of a hundred days say that nobody does. */
    private static final int MOST_LOST_PERCENT = 2;

    /**
     * After so many turns of each step as a round's first ambush somebody has been killed there. As many of the later
     * ambushes fall to each by chance, so it is waited for 20 times. In 380 rounds one of two who waited killed somebody.
     * The three of callbacks and of calls for jobs were the rarest, and have been given since what they need: they are
     * taken for one of three. That none of 20 kills has odds of one in a million at a step, and of 3 in 10,000 at each of
     * the three, so of one in a thousand for a run of 200 rounds; one of 1,000 waits 100 times: less than 1 in 10^16.
     */
    private static final int SURE_TURNS = 10;

    Coverage {
        kills = Map.copyOf(kills);
    }

    static Coverage of(int rounds, int faultPercent, Tally tally, long spoiled) {
        return new Coverage(rounds, faultPercent, tally.kills(), spoiled, tally.daysAsked(), tally.daysLost());
    }

    /** Everything that was left undone, and more lost than bad luck explains. */
    List<String> breaches() {
        List<String> breaches = new ArrayList<>();
        if (turns() >= SURE_TURNS) {
            Arrays.stream(Step.values())
                    .filter(step -> !kills.containsKey(step))
                    .forEach(step -> breaches.add("nothing was shown of " + name(step.victim()) + " after: "
                            + step.words() + ": it was never killed there"));
        } else if (turns() >= 1) {
            Arrays.stream(Victim.values())
                    .filter(victim -> kills(victim) == 0)
                    .forEach(victim -> breaches.add("nothing was shown of " + name(victim) + ": it was never killed"));
        }
        if (faultPercent > 0 && spoiled == 0) {
            breaches.add("nothing was shown of S3: no call was spoiled");
        }
        if (100 * daysLost > MOST_LOST_PERCENT * daysAsked) {
            breaches.add(daysLost + " of " + daysAsked + " days are lost, more than " + MOST_LOST_PERCENT + " %");
        }
        return breaches;
    }

    /** How often each step was a round's first ambush. */
    private int turns() {
        return rounds / Step.values().length;
    }

    private static String name(Victim victim) {
        return victim.name().toLowerCase(Locale.ROOT);
    }

    private int kills(Victim victim) {
        return kills.entrySet().stream()
                .filter(entry -> entry.getKey().victim() == victim)
                .mapToInt(Map.Entry::getValue)
                .sum();
    }
}
