package org.eventextractor.job.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
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

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 5, 8, 9, 1_000, 50_000})
    void growsWithWhatIsAdded(int size) {
        Random random = new Random(SEED);
        List<UUID> users = Stream.generate(() -> uuid(random)).limit(size).toList();
        UserTable table = UserTable.empty();
        for (int times = 0; times < 2; times++) {
            users.forEach(user -> table.add(user.getMostSignificantBits(), user.getLeastSignificantBits()));
        }

        assertThat(users).as("seed %s", SEED).allMatch(user -> holds(table, user));
        assertThat(Set.copyOf(table.sorted())).as("seed %s", SEED).isEqualTo(Set.copyOf(users));
        assertThat(table).hasToString(size + " users");
    }

    @Test
    void addingAnotherTableAddsAllOfIt() {
        for (long seed = SEED; seed < SEED + 200; seed++) {
            Random random = new Random(seed);
            Set<UUID> some = fewUsers(random);
            Set<UUID> others = fewUsers(random);
            UserTable table = UserTable.of(List.copyOf(some));

            table.addAll(UserTable.of(List.copyOf(others)));

            some.addAll(others);
            assertThat(Set.copyOf(table.sorted())).as("seed %s", seed).isEqualTo(some);
            assertThat(some).as("seed %s", seed).allMatch(user -> holds(table, user));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 5_000})
    void usersInAnArrayAreAddedAsIfOneByOne(int size) {
        Random random = new Random(SEED);
        List<UUID> users = Stream.generate(() -> new UUID(random.nextInt(3), random.nextInt(1_000) - 500L))
                .limit(size)
                .toList();
        ByteBuffer bytes = ByteBuffer.allocate(3 + 16 * size).position(3);
        users.forEach(user -> bytes.putLong(user.getMostSignificantBits()).putLong(user.getLeastSignificantBits()));
        UserTable table = UserTable.empty();

        table.addAll(bytes.array(), 3, size);

        assertThat(table.sorted())
                .as("seed %s", SEED)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(Set.copyOf(users));
        assertThat(users).as("seed %s", SEED).allMatch(user -> holds(table, user));
    }

    @Test
    void tablesOfTheSameUsersHaveThemInTheSameOrderWhateverTheirSize() {
        UserTable many = UserTable.of(
                LongStream.range(0, 100).mapToObj(i -> new UUID(i, i)).toList());
        UserTable grown = UserTable.empty();
        LongStream.iterate(99, i -> i >= 0, i -> i - 1).forEach(i -> grown.add(i, i));

        assertThat(grown.sorted()).isEqualTo(many.sorted());
        grown.add(100, 100);
        assertThat(grown.sorted()).isNotEqualTo(many.sorted());
    }

    /** Of few different ones, so that the nil user and common ones are among them. */
    private static Set<UUID> fewUsers(Random random) {
        Set<UUID> users = new HashSet<>();
        int size = random.nextInt(40);
        for (int i = 0; i < size; i++) {
            users.add(new UUID(random.nextInt(5), random.nextInt(10)));
        }
        return users;
    }

    private static UUID uuid(Random random) {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private static boolean holds(UserTable table, UUID user) {
        return table.contains(user.getMostSignificantBits(), user.getLeastSignificantBits());
    }
}
