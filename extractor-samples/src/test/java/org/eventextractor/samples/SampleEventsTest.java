package org.eventextractor.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eventextractor.core.request.TimeRange;
import org.eventextractor.core.request.UserSelection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleEventsTest {

    private static final LocalDate LEAP_DAY = LocalDate.parse("2024-02-29");

    private static final SampleSpec TWO_TYPES_OVER_THE_LEAP_DAY = SampleSpec.of(
                    7, List.of(SampleType.STARTED_SESSION, SampleType.NUDGED), LEAP_DAY.minusDays(1), 3)
            .withFiles(4, FileShape.ofRows(50))
            .withShares(0.35, 0.05);

    @TempDir
    Path folder;

    @Test
    void theSameSeedGivesTheSameBytes() {
        new SampleEvents(TWO_TYPES_OVER_THE_LEAP_DAY).writeTo(folder.resolve("once"));
        new SampleEvents(TWO_TYPES_OVER_THE_LEAP_DAY).writeTo(folder.resolve("again"));

        assertThat(contents(folder.resolve("once"))).isEqualTo(contents(folder.resolve("again")));
    }

    @Test
    void anotherSeedGivesOtherEventsOfOtherUsers() {
        SampleSpec other = SampleSpec.of(8, TWO_TYPES_OVER_THE_LEAP_DAY.types(), LEAP_DAY, 3);

        assertThat(other.wanted()).isNotEqualTo(TWO_TYPES_OVER_THE_LEAP_DAY.wanted());
        assertThat(new SampleEvents(other).events())
                .doesNotContainAnyElementsOf(
                        new SampleEvents(TWO_TYPES_OVER_THE_LEAP_DAY).events().toList());
    }

    @Test
    void filesLieInTheFoldersOfTheirDays() {
        SampleSummary summary = new SampleEvents(TWO_TYPES_OVER_THE_LEAP_DAY).writeTo(folder);

        assertThat(summary.files()).isEqualTo(2 * 3 * 4);
        assertThat(summary.rows()).isEqualTo(2 * 3 * 4 * 50);
        assertThat(summary.bytes())
                .isEqualTo(
                        files(folder).mapToLong(file -> file.toFile().length()).sum());
        assertThat(files(folder).map(file -> folder.relativize(file.getParent()).toString()))
                .containsOnly(
                        "started_session/year=2024/month=02/day=28",
                        "started_session/year=2024/month=02/day=29",
                        "started_session/year=2024/month=03/day=01",
                        "nudged/year=2024/month=02/day=28",
                        "nudged/year=2024/month=02/day=29",
                        "nudged/year=2024/month=03/day=01");
    }

    @ParameterizedTest
    @EnumSource
    void theFilesHoldTheEventsThatTheSeedForetells(SampleType type) {
        SampleEvents events = new SampleEvents(SampleSpec.of(3, List.of(type), LEAP_DAY, 2));
        events.writeTo(folder);

        assertThat(files(folder).flatMap(file -> SampleReader.read(type, file).stream()))
                .containsExactlyInAnyOrderElementsOf(events.events().toList());
    }

    @Test
    void noTwoEventsAreAlike() {
        assertThat(new SampleEvents(TWO_TYPES_OVER_THE_LEAP_DAY).events()).doesNotHaveDuplicates();
    }

    @Test
    void someEventsLieInTheFolderOfANeighbouringDay() {
        SampleSpec spec = TWO_TYPES_OVER_THE_LEAP_DAY;
        long late = spec.files()
                .mapToLong(file ->
                        file.events().filter(event -> !isOn(file.day(), event)).count())
                .sum();

        assertThat(late).isBetween(20L, 100L);
        assertThat(spec.files())
                .allSatisfy(file -> assertThat(file.events()).allMatch(event -> isWithinADayOf(file.day(), event)));
    }

    @Test
    void someEventsLieExactlyOnMidnightAndOnTheLastMillisecond() {
        List<Instant> moments = new SampleEvents(TWO_TYPES_OVER_THE_LEAP_DAY)
                .events()
                .map(SampleEvent::occurredAt)
                .toList();

        assertThat(moments).contains(Instant.parse("2024-02-29T00:00:00Z"), Instant.parse("2024-02-29T23:59:59.999Z"));
    }

    @Test
    void aThirdOfTheEventsHaveNoUser() {
        long withoutUser = new SampleEvents(TWO_TYPES_OVER_THE_LEAP_DAY)
                .events()
                .filter(event -> event.user() == null)
                .count();

        assertThat(withoutUser / 1_200.0).isBetween(0.3, 0.4);
    }

    @Test
    void theExpectedEventsAreThoseOfTheWantedUsersWithBothEndsOfTheRange() {
        SampleEvents events = new SampleEvents(TWO_TYPES_OVER_THE_LEAP_DAY.withUsers(20, 3));
        UserSelection wanted = events.spec().wanted();
        SampleEvent any =
                events.expected(wanted, events.spec().range()).findFirst().orElseThrow();
        Instant moment = Objects.requireNonNull(any.occurredAt());

        assertThat(events.expected(wanted, new TimeRange(moment, moment))).contains(any);
        assertThat(events.expected(wanted, events.spec().range()))
                .isNotEmpty()
                .allMatch(event -> wanted.users().contains(event.user()));
        assertThat(events.expected(UserSelection.everyone(), events.spec().range()))
                .anyMatch(event -> event.user() == null);
    }

    @ParameterizedTest
    @EnumSource
    void duckDbReadsTheFiles(SampleType type) throws SQLException {
        SampleSpec spec = SampleSpec.of(5, List.of(type), LEAP_DAY, 2)
                .withFiles(2, new FileShape(60, 25, 10))
                .withNewerSchemasFrom(LEAP_DAY.plusDays(1));
        new SampleEvents(spec).writeTo(folder);

        String sql = "SELECT count(*) FROM (SELECT to_json(t) FROM read_parquet('" + folder
                + "/*/*/*/*/*.parquet', union_by_name = true) t)";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            assertThat(result.getLong(1)).isEqualTo(2 * 2 * 60);
        }
    }

    private static boolean isOn(LocalDate day, SampleEvent event) {
        return event.occurredAt() != null && day.equals(LocalDate.ofInstant(event.occurredAt(), ZoneOffset.UTC));
    }

    private static boolean isWithinADayOf(LocalDate day, SampleEvent event) {
        return Set.of(day.minusDays(1), day, day.plusDays(1)).stream().anyMatch(near -> isOn(near, event));
    }

    private static Map<String, String> contents(Path folder) {
        return files(folder)
                .collect(Collectors.toMap(
                        file -> folder.relativize(file).toString(), SampleEventsTest::text, (a, b) -> a, TreeMap::new));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
