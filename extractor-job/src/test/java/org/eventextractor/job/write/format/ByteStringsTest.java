package org.eventextractor.job.write.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ByteStringsTest {

    private static final long SEED = 5;
    private static final int MAX_LENGTH = 40;
    private static final int START = 3;

    private final Random random = new Random(SEED);

    @Test
    void valuesOfAnyLengthAreEqualToThemselvesAndToNoOther() {
        for (int length = 0; length <= MAX_LENGTH; length++) {
            byte[] value = value(length);
            byte[] elsewhere = Arrays.copyOfRange(value, START, START + length);

            assertThat(ByteStrings.areEqual(value, START, elsewhere, 0, length)).isTrue();
            assertThat(ByteStrings.hash(value, START, length)).isEqualTo(ByteStrings.hash(elsewhere, 0, length));
            for (int i = 0; i < length; i++) {
                byte[] other = elsewhere.clone();
                other[i] ^= (byte) (1 << random.nextInt(8));
                assertThat(ByteStrings.areEqual(value, START, other, 0, length))
                        .as("length %s, byte %s, seed %s", length, i, SEED)
                        .isFalse();
            }
        }
    }

    @Test
    void prefixesAreOrderedAsTheValuesAre() {
        for (int i = 0; i < 10_000; i++) {
            byte[] a = lowBytes(random.nextInt(12));
            byte[] b = lowBytes(random.nextInt(12));
            int order = Long.compareUnsigned(ByteStrings.prefix(a, 0, a.length), ByteStrings.prefix(b, 0, b.length));
            if (order != 0) {
                assertThat(Integer.signum(Arrays.compareUnsigned(a, b)))
                        .as("seed %s", SEED)
                        .isEqualTo(order);
            }
        }
    }

    @Test
    void valuesThatDifferInOneByteFallIntoDifferentPlaces() {
        int mask = (1 << 12) - 1;
        for (int position = 0; position < MAX_LENGTH; position++) {
            Set<Integer> places = new HashSet<>();
            int at = position;
            IntStream.range(0, 256).forEach(value -> {
                byte[] bytes = new byte[MAX_LENGTH];
                bytes[at] = (byte) value;
                places.add(ByteStrings.hash(bytes, 0, MAX_LENGTH) & mask);
            });
            assertThat(places).as("byte %s", position).hasSizeGreaterThan(200);
        }
    }

    private byte[] value(int length) {
        byte[] bytes = new byte[START + length + 1];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] lowBytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (random.nextInt(3) - 1);
        }
        return bytes;
    }
}
