package org.eventextractor.job.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Sorted users against looking at each of them. */
class SortedUsersTest {

    private static final long SEED = 2_718_281;
    private static final int CASES = 5_000;
    private static final int MOST_USERS = 12;

    private final Random random = new Random(SEED);

    @Test
    void usersAsBytesLieWithinBounds() {
        for (int i = 0; i < CASES; i++) {
            List<UUID> users = randomUsers();
            assertAgree(
                    SortedUsers.asBytes(users),
                    users.stream().map(SortedUsersTest::bytes).toList(),
                    bytes(uuid()),
                    bytes(uuid()),
                    i);
        }
    }

    @Test
    void usersAsTextLieWithinBounds() {
        for (int i = 0; i < CASES; i++) {
            List<UUID> users = randomUsers();
            assertAgree(
                    SortedUsers.asText(users),
                    users.stream().map(SortedUsersTest::text).toList(),
                    text(uuid()),
                    text(uuid()),
                    i);
        }
    }

    @Test
    void aUserIsWithinItself() {
        for (int i = 0; i < CASES; i++) {
            byte[] user = bytes(uuid());
            List<UUID> users = List.of(new UUID(
                    ByteBuffer.wrap(user).getLong(), ByteBuffer.wrap(user).getLong(8)));

            assertThat(SortedUsers.asBytes(users).anyWithin(ByteBuffer.wrap(user), ByteBuffer.wrap(user)))
                    .as("case %s with seed %s", i, SEED)
                    .isTrue();
        }
    }

    @Test
    void ofNoUsersNoneIsWithin() {
        assertThat(SortedUsers.asBytes(List.of()).anyWithin(ByteBuffer.allocate(0), ByteBuffer.allocate(99)))
                .isFalse();
    }

    private void assertAgree(SortedUsers sorted, List<byte[]> users, byte[] one, byte[] other, int number) {
        boolean inOrder = Arrays.compareUnsigned(one, other) <= 0;
        byte[] min = cutOff(inOrder ? one : other);
        byte[] max = cutOff(inOrder ? other : one);
        boolean expected = users.stream()
                .anyMatch(user -> Arrays.compareUnsigned(min, user) <= 0 && Arrays.compareUnsigned(user, max) <= 0);

        assertThat(sorted.anyWithin(inTheMiddle(min), inTheMiddle(max)))
                .as("case %s with seed %s", number, SEED)
                .isEqualTo(expected);
    }

    /** As writers may cut bounds; one byte more is no user, but may be a bound too. */
    private byte[] cutOff(byte[] bound) {
        return random.nextBoolean() ? bound : Arrays.copyOf(bound, random.nextInt(bound.length + 2));
    }

    /** Bounds are views of larger buffers. */
    private static ByteBuffer inTheMiddle(byte[] bound) {
        return ByteBuffer.allocate(bound.length + 5)
                .position(3)
                .put(bound)
                .flip()
                .position(3);
    }

    private List<UUID> randomUsers() {
        return Stream.generate(this::uuid).limit(random.nextInt(MOST_USERS)).toList();
    }

    /** Of few different bytes, so that many begin alike; some look negative. */
    private UUID uuid() {
        long high = random.nextInt(4) * 0x5555_5555_5555_5555L;
        return new UUID(high ^ random.nextInt(3), random.nextInt(4) * 0x5555_5555_5555_5555L ^ random.nextInt(3));
    }

    private static byte[] bytes(UUID user) {
        return ByteBuffer.allocate(16)
                .putLong(user.getMostSignificantBits())
                .putLong(user.getLeastSignificantBits())
                .array();
    }

    private static byte[] text(UUID user) {
        return user.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
