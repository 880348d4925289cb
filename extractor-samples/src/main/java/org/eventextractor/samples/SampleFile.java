package org.eventextractor.samples;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * One file of the samples, by name; its rows are computed from the seed whenever they are asked for.
 *
 * @param spec what it is one of
 * @param type of its events
 * @param day its partition
 * @param number among the files of its day, from 0
 */
record SampleFile(SampleSpec spec, SampleType type, LocalDate day, int number) {

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final int MOST_EVENTS_OF_A_SESSION = 200;

    /** One event in so many lies at the very first, and as many at the very last, millisecond of the file's hours. */
    private static final int RARE = 20;

    /** The key below the event folder. */
    String key() {
        return String.format(
                Locale.ROOT,
                "%s/year=%04d/month=%02d/day=%02d/%s-%05d-%016x.parquet",
                type.eventType(),
                day.getYear(),
                day.getMonthValue(),
                day.getDayOfMonth(),
                type.eventType(),
                number,
                seed().value());
    }

    /** What its rows are known by, in the order of the rows. Costs far less than the rows themselves. */
    Stream<SampleEvent> events() {
        SplittableRandom random = seed().with("events").random();
        return Stream.generate(() -> event(random)).limit(spec.shape().rows());
    }

    /** The file as the stream writer would have written it. */
    byte[] bytes() {
        Schema schema = day.isBefore(spec.newerSchemasFrom()) ? type.olderSchema() : type.schema();
        EventRecords records = new EventRecords(schema, seed().with("values").random());
        List<GenericRecord> rows = events().map(records::record).toList();
        return ParquetBytes.write(schema, rows, spec.shape());
    }

    private Seed seed() {
        return new Seed(spec.seed())
                .with(type.eventType())
                .with(day.toEpochDay())
                .with(number);
    }

    private SampleEvent event(SplittableRandom random) {
        UUID user = user(random);
        Instant occurredAt = occurredAt(random);
        UUID session = SampleUsers.randomUuid(random);
        int order = random.nextInt(MOST_EVENTS_OF_A_SESSION);
        return new SampleEvent(type.eventType(), user, occurredAt, session, type.hasOrder() ? order : 0);
    }

    private @Nullable UUID user(SplittableRandom random) {
        UUID user = new SampleUsers(spec.seed()).user(random.nextInt(spec.users()));
        return random.nextDouble() < spec.noUserShare() ? null : user;
    }

    private @Nullable Instant occurredAt(SplittableRandom random) {
        long first = number * DAY_MILLIS / spec.filesPerDay();
        long end = (number + 1) * DAY_MILLIS / spec.filesPerDay();
        long usual = random.nextLong(first, end);
        long millis = switch (random.nextInt(RARE)) {
            case 0 -> first;
            case 1 -> end - 1;
            default -> usual;
        };
        boolean timed = type.isAlwaysTimed() || random.nextInt(RARE) > 0;
        Instant onDay =
                day.plusDays(lateness(random)).atStartOfDay(ZoneOffset.UTC).toInstant();
        return timed ? onDay.plusMillis(millis) : null;
    }

    private int lateness(SplittableRandom random) {
        int neighbour = random.nextBoolean() ? 1 : -1;
        return random.nextDouble() < spec.lateShare() ? neighbour : 0;
    }
}
