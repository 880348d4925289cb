package org.eventextractor.job.oracle;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eventextractor.core.request.TimeRange;
import org.eventextractor.core.request.UserSelection;
import org.eventextractor.samples.FileShape;
import org.eventextractor.samples.SampleEvent;
import org.eventextractor.samples.SampleEvents;
import org.eventextractor.samples.SampleRequest;
import org.eventextractor.samples.SampleSpec;
import org.eventextractor.samples.SampleType;

/**
 * Sample events and a request for some of them, all drawn from one seed.
 *
 * @param seed gives the same case again
 * @param samples what there is; some types asked for may have no files at all
 * @param request what is wanted
 */
record OracleCase(long seed, SampleSpec samples, SampleRequest request) {

    /** Days whose neighbourhood goes wrong first: a leap day, the end of a year, of a short month, of no month. */
    private static final List<LocalDate> FIRST_DAYS = List.of(
            LocalDate.parse("2024-02-28"),
            LocalDate.parse("2023-12-30"),
            LocalDate.parse("2023-02-27"),
            LocalDate.parse("2022-11-25"));

    static OracleCase of(long seed) {
        Random random = new Random(seed);
        List<SampleType> types = new ArrayList<>(List.of(SampleType.values()));
        Collections.shuffle(types, random);
        SampleSpec samples = samples(random, types.subList(0, 1 + random.nextInt(3)));
        List<String> asked = Stream.concat(samples.types().stream(), types.subList(3, 3 + random.nextInt(2)).stream())
                .map(SampleType::eventType)
                .toList();
        SampleRequest request = new SampleRequest(asked, range(random, samples), users(random, samples), "", null);
        return new OracleCase(seed, samples, request);
    }

    /** How to see this case alone. */
    String howToRepeat() {
        return "-Doracle.seed=" + seed + " -Doracle.cases=1";
    }

    private static SampleSpec samples(Random random, List<SampleType> types) {
        LocalDate firstDay = oneOf(random, FIRST_DAYS);
        int days = 1 + random.nextInt(5);
        int rows = 1 + random.nextInt(100);
        FileShape shape = new FileShape(rows, 1 + random.nextInt(rows * 2), 1 + random.nextInt(rows * 2));
        return SampleSpec.of(random.nextLong(), types, firstDay, days)
                .withFiles(1 + random.nextInt(5), shape)
                .withUsers(oneOf(random, List.of(3, 200, 5_000)), 0)
                .withShares(oneOf(random, List.of(0.35, 0.35, 0.0, 1.0)), oneOf(random, List.of(0.02, 0.3, 0.0)))
                .withNewerSchemasFrom(firstDay.plusDays(random.nextInt(days + 1)));
    }

    private static UserSelection users(Random random, SampleSpec samples) {
        int known = samples.users();
        return switch (random.nextInt(6)) {
            case 0 -> UserSelection.everyone();
            case 1 -> UserSelection.of(strangers(random, 3));
            case 2 -> samples.withUsers(known, 1).wanted();
            case 3 -> withStrangers(random, samples.withUsers(known, Math.max(1, known / 2)), 3_000);
            default -> withStrangers(random, samples.withUsers(known, Math.max(1, known / 20)), 2);
        };
    }

    private static UserSelection withStrangers(Random random, SampleSpec samples, int strangers) {
        List<UUID> users = new ArrayList<>(samples.wanted().users());
        users.addAll(strangers(random, strangers));
        return UserSelection.of(users);
    }

    private static List<UUID> strangers(Random random, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new UUID(random.nextLong(), random.nextLong()))
                .toList();
    }

    private static TimeRange range(Random random, SampleSpec samples) {
        Instant midnight = startOf(samples.firstDay().plusDays(random.nextInt(samples.days())));
        return switch (random.nextInt(8)) {
            case 0 -> samples.range();
            case 1 -> new TimeRange(midnight, midnight.plus(1, ChronoUnit.DAYS));
            case 2 -> new TimeRange(midnight, midnight.plus(1, ChronoUnit.DAYS).minusMillis(1));
            case 3 -> new TimeRange(midnight.minusMillis(1), midnight);
            case 4 -> momentOfAnEvent(random, samples);
            case 5 -> new TimeRange(midnight.plus(40, ChronoUnit.DAYS), midnight.plus(43, ChronoUnit.DAYS));
            default -> between(random, samples);
        };
    }

    /** Any two moments, to the microsecond, up to two days outside the samples. */
    private static TimeRange between(Random random, SampleSpec samples) {
        Instant earliest = startOf(samples.firstDay().minusDays(2));
        long micros =
                ChronoUnit.DAYS.getDuration().multipliedBy(samples.days() + 4L).toNanos() / 1_000;
        Instant one = earliest.plus(random.nextLong(micros), ChronoUnit.MICROS);
        Instant other = earliest.plus(random.nextLong(micros), ChronoUnit.MICROS);
        return one.isBefore(other) ? new TimeRange(one, other) : new TimeRange(other, one);
    }

    private static TimeRange momentOfAnEvent(Random random, SampleSpec samples) {
        List<Instant> moments = new SampleEvents(samples)
                .events()
                .map(SampleEvent::occurredAt)
                .flatMap(Stream::ofNullable)
                .limit(500)
                .toList();
        Instant moment = moments.isEmpty() ? startOf(samples.firstDay()) : oneOf(random, moments);
        return new TimeRange(moment, moment);
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static <T> T oneOf(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
