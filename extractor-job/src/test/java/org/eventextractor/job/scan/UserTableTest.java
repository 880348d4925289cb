package org.eventextractor.job.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserTableTest {

    private static final long SEED = 20230501;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 100, 4_096, 1_000_000})
    void holdsExactlyTheUsersGiven(int size) {
        Random random = new Random(SEED);
        Set<UUID> users = new HashSet<>();
        Stream.generate(() -> uuid(random)).limit(size).forEach(users::add);
        UserTable table = UserTable.of(List.copyOf(users));

        assertThat(users).as("seed %s", SEED).allMatch(user -> holds(table, user));
        assertThat(Stream.generate(() -> uuid(random)).limit(10_000))
                .as("seed %s", SEED)
                .noneMatch(user -> holds(table, user));
    }

    @Test
    void usersThatDifferInFewBitsAreToldApart() {
        List<UUID> users =
                LongStream.range(0, 5_000).mapToObj(i -> new UUID(0, i)).toList();
        UserTable table = UserTable.of(users);

        assertThat(users).allMatch(user -> holds(table, user));
        assertThat(holds(table, new UUID(0, 5_000))).isFalse();
        assertThat(holds(table, new UUID(1, 0))).isFalse();
    }

    @Test
    void theNilUserIsThereOnlyIfGiven() {
        UUID nil = new UUID(0, 0);

        assertThat(holds(UserTable.of(List.of(nil)), nil)).isTrue();
        assertThat(holds(UserTable.of(List.of(new UUID(1, 1))), nil)).isFalse();
    }

    private static UUID uuid(Random random) {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private static boolean holds(UserTable table, UUID user) {
        return table.contains(user.getMostSignificantBits(), user.getLeastSignificantBits());
    }
}
