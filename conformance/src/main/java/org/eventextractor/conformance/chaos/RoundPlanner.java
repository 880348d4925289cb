package org.eventextractor.conformance.chaos;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eventextractor.core.request.TimeRange;
import org.eventextractor.samples.SampleSpec;
import org.eventextractor.samples.SampleType;
import org.jspecify.annotations.Nullable;

/**
 * Draws what happens in each round. The same seed draws the same rounds, however many run at once.
 *
 * @param seed of all draws
 * @param spec of the events that requests ask for
 */
record RoundPlanner(long seed, SampleSpec spec) {

    private static final int MOST_AMBUSHES = 3;
    private static final int MOST_DELIVERIES = 3;
    private static final int MOST_REFUSALS = 2;

    /** No more than there are types at least, for an array has no more machines than slices. */
    private static final int MOST_MACHINES = 2;

    /** Every so many rounds is an array; no divisor of the number of steps, so that each has its turn there too. */
    private static final int ARRAY_EVERY = 3;

    /** Completion posts only what no job has: one that lives posts until it is heard. */
    private static final Ambush JOB_THAT_TELLS_NOBODY = new Ambush(Step.ENDED, Duration.ZERO);

    /** The round of this number, from 1. */
    Round round(int number) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
        Round.Kind kind = kind(random);
        boolean callsBack = kind == Round.Kind.EXTRACT
                && (random.nextDouble() < 0.6 || turn(number).isOfCallback());
        return new Round(
                number,
                kind,
                types(random),
                range(random),
                callsBack,
                callsBack ? random.nextInt(MOST_REFUSALS + 1) : 0,
                1 + random.nextInt(MOST_DELIVERIES),
                number % ARRAY_EVERY == 0 ? MOST_MACHINES : 1,
                random.nextBoolean() ? millis(random, 4_000) : null,
                cancelAfter(random, kind),
                ambushes(random, number));
    }

    private static Round.Kind kind(SplittableRandom random) {
        int draw = random.nextInt(20);
        if (draw == 0) {
            return Round.Kind.INVALID;
        }
        return draw == 1 ? Round.Kind.DRY_RUN : Round.Kind.EXTRACT;
    }

    private List<SampleType> types(SplittableRandom random) {
        List<SampleType> types = new ArrayList<>(spec.types());
        while (types.size() > 2 && random.nextBoolean()) {
            types.remove(random.nextInt(types.size()));
        }
        return types;
    }

    /** Whole days, one to all. */
    private TimeRange range(SplittableRandom random) {
        int first = random.nextInt(spec.days());
        int last = first + random.nextInt(spec.days() - first);
        LocalDate from = spec.firstDay().plusDays(first);
        LocalDate until = spec.firstDay().plusDays(last + 1L);
        return new TimeRange(
                from.atStartOfDay().toInstant(ZoneOffset.UTC),
                until.atStartOfDay().toInstant(ZoneOffset.UTC).minusMillis(1));
    }

    private static @Nullable Duration cancelAfter(SplittableRandom random, Round.Kind kind) {
        boolean cancelled = kind == Round.Kind.EXTRACT && random.nextInt(6) == 0;
        return cancelled ? millis(random, 8_000) : null;
    }

    /** Every step has its turn as the first, so that none is left to chance. */
    private static Step turn(int number) {
        Step[] steps = Step.values();
        return steps[(number * 7) % steps.length];
    }

    private static List<Ambush> ambushes(SplittableRandom random, int number) {
        Step[] steps = Step.values();
        int count = 1 + random.nextInt(MOST_AMBUSHES);
        Stream<Ambush> drawn = IntStream.range(0, count)
                .mapToObj(i -> i == 0 ? turn(number) : steps[random.nextInt(steps.length)])
                .map(step -> new Ambush(step, millis(random, step.within().toMillis())));
        return Stream.concat(drawn, turn(number) == Step.POSTING ? Stream.of(JOB_THAT_TELLS_NOBODY) : Stream.empty())
                .toList();
    }

    private static Duration millis(SplittableRandom random, long most) {
        return Duration.ofMillis(random.nextLong(most + 1));
    }
}
