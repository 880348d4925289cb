package org.eventextractor.job.slice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.eventextractor.core.plan.Slice;
import org.eventextractor.core.plan.SliceSummary;
import org.eventextractor.core.plan.SourceObject;
import org.eventextractor.job.scan.ScanTally;
import org.eventextractor.job.scan.UserTable;
import org.junit.jupiter.api.Test;

class SliceTallyTest {

    private static final SourceObject SOURCE = new SourceObject("t/a.parquet", 1, "tag", "t");

    @Test
    void usersAreInTheOrderOfTheirText() {
        assertThat(report(Set.of(
                        UUID.fromString("80000000-0000-0000-0000-000000000000"),
                        UUID.fromString("7fffffff-ffff-ffff-ffff-ffffffffffff"),
                        UUID.fromString("00000000-0000-0000-8000-000000000000"),
                        UUID.fromString("00000000-0000-0000-7fff-ffffffffffff"))))
                .extracting(UUID::toString)
                .containsExactly(
                        "00000000-0000-0000-7fff-ffffffffffff",
                        "00000000-0000-0000-8000-000000000000",
                        "7fffffff-ffff-ffff-ffff-ffffffffffff",
                        "80000000-0000-0000-0000-000000000000");
    }

    @Test
    void anyUsersAreInTheOrderOfTheirText() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Set<UUID> users = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            users.add(new UUID(random.nextInt(3) - 1L, random.nextLong()));
            users.add(new UUID(random.nextLong(), random.nextLong()));
        }

        assertThat(report(users))
                .as("seed %d", seed)
                .hasSameSizeAs(users)
                .extracting(UUID::toString)
                .isSorted();
    }

    @Test
    void userOfTwoObjectsIsNamedOnce() {
        UUID user = new UUID(1, 2);

        assertThat(report(Set.of(user), Set.of(user))).containsExactly(user);
    }

    @SafeVarargs
    private static List<UUID> report(Set<UUID>... usersOfObjects) {
        SliceTally tally = new SliceTally(new Slice(new SliceSummary(0, "t", 1, 1), List.of(SOURCE)));
        for (Set<UUID> users : usersOfObjects) {
            tally.add(SOURCE, new ScanTally(1, 1, 1, 0, null, null, UserTable.of(List.copyOf(users))));
        }
        return tally.report(null, null).users();
    }
}
