package org.eventextractor.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.eventextractor.core.catalogue.PartitionLayout;
import org.eventextractor.core.request.TimeRange;
import org.junit.jupiter.api.Test;

class PartitionTest {

    @Test
    void aRangeWithinADayNeedsThatDay() {
        assertThat(days(0, "2023-03-05T10:00:00Z", "2023-03-05T11:00:00Z")).containsExactly("2023-03-05");
    }

    @Test
    void aRangeOfOneMomentNeedsItsDay() {
        assertThat(days(0, "2023-03-05T10:00:00Z", "2023-03-05T10:00:00Z")).containsExactly("2023-03-05");
    }

    @Test
    void aRangeEndingAtMidnightHoldsThatMoment() {
        assertThat(days(0, "2023-03-05T00:00:00Z", "2023-03-06T00:00:00Z")).containsExactly("2023-03-05", "2023-03-06");
    }

    @Test
    void aRangeEndingJustBeforeMidnightDoesNotNeedTheNextDay() {
        assertThat(days(0, "2023-03-05T00:00:00Z", "2023-03-05T23:59:59.999999999Z"))
                .containsExactly("2023-03-05");
    }

    @Test
    void lateDaysAreLookedIntoOnBothSides() {
        assertThat(days(1, "2023-03-05T00:00:00Z", "2023-03-05T00:00:00Z"))
                .containsExactly("2023-03-04", "2023-03-05", "2023-03-06");
    }

    @Test
    void aLeapDayIsADay() {
        assertThat(days(1, "2024-02-29T12:00:00Z", "2024-02-29T12:00:00Z"))
                .containsExactly("2024-02-28", "2024-02-29", "2024-03-01");
        assertThat(days(0, "2023-02-28T12:00:00Z", "2023-03-01T12:00:00Z")).containsExactly("2023-02-28", "2023-03-01");
    }

    @Test
    void aYearChanges() {
        assertThat(days(1, "2022-12-31T23:00:00Z", "2023-01-01T01:00:00Z"))
                .containsExactly("2022-12-30", "2022-12-31", "2023-01-01", "2023-01-02");
    }

    @Test
    void foldersAreZeroPadded() {
        assertThat(Partition.of(EventTypes.daily("nudged", 0), range("2023-03-05T00:00:00Z", "2023-03-05T01:00:00Z")))
                .containsExactly(new Partition("nudged", "nudged/year=2023/month=03/day=05"));
    }

    @Test
    void hoursAreListedByTheDay() {
        assertThat(Partition.of(
                        EventTypes.of("nudged", PartitionLayout.YEAR_MONTH_DAY_HOUR, 0),
                        range("2023-03-05T10:00:00Z", "2023-03-05T11:00:00Z")))
                .containsExactly(new Partition("nudged", "nudged/year=2023/month=03/day=05"));
    }

    @Test
    void aTypeWithoutFoldersIsListedWhole() {
        assertThat(Partition.of(
                        EventTypes.of("nudged", PartitionLayout.NONE, 3),
                        range("2023-03-05T10:00:00Z", "2023-09-05T11:00:00Z")))
                .containsExactly(new Partition("nudged", "nudged"));
    }

    @Test
    void everyMomentOfARangeHasItsDayAndNoDayIsWithoutOne() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            Instant start = Instant.ofEpochSecond(random.nextLong(1_900_000_000L));
            Instant end = start.plusSeconds(random.nextInt(40 * 86_400));
            List<String> expected = Stream.iterate(
                            start.truncatedTo(ChronoUnit.DAYS),
                            day -> !day.isAfter(end),
                            day -> day.plus(1, ChronoUnit.DAYS))
                    .map(day -> day.toString().substring(0, 10))
                    .toList();
            assertThat(days(0, start.toString(), end.toString()))
                    .as("seed %d", seed)
                    .isEqualTo(expected);
        }
    }

    private static List<String> days(int lateDays, String start, String end) {
        return Partition.of(EventTypes.daily("t", lateDays), range(start, end))
                .map(partition -> partition.name().replaceAll("t/year=(.*)/month=(.*)/day=(.*)", "$1-$2-$3"))
                .toList();
    }

    private static TimeRange range(String start, String end) {
        return new TimeRange(Instant.parse(start), Instant.parse(end));
    }
}
