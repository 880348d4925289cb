package org.eventextractor.job.write.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RunEncoderTest {

    private static final int MAX_BIT_WIDTH = 31;

    static IntStream bitWidths() {
        return IntStream.rangeClosed(0, MAX_BIT_WIDTH);
    }

    /** The bit width is the seed. */
    @ParameterizedTest
    @MethodSource("bitWidths")
    void parquetJavaReadsTheSameNumbers(int bitWidth) throws IOException {
        Random random = new Random(bitWidth);
        for (int size : new int[] {0, 1, 7, 8, 9, 503, 504, 505, 512, 5_000}) {
            int[] numbers = runs(random, bitWidth, size);

            assertThat(decoded(encoded(numbers, bitWidth), bitWidth, size)).isEqualTo(numbers);
        }
    }

    @Test
    void aNumberRepeatedTakesAFewBytes() {
        int[] numbers = new int[100_000];
        Arrays.fill(numbers, 3);

        assertThat(encoded(numbers, 2)).hasSizeLessThan(5);
    }

    @Test
    void numbersWithoutRunsTakeTheirBits() {
        int[] numbers = IntStream.range(0, 1_000).map(i -> i % 2).toArray();

        assertThat(encoded(numbers, 1)).hasSizeLessThan(1_000 / 8 + 5);
    }

    private static int[] runs(Random random, int bitWidth, int size) {
        int[] numbers = new int[size];
        int filled = 0;
        while (filled < size) {
            int end = Math.min(size, filled + 1 + random.nextInt(random.nextBoolean() ? 2 : 40));
            Arrays.fill(numbers, filled, end, (int) (random.nextLong() & ((1L << bitWidth) - 1)));
            filled = end;
        }
        return numbers;
    }

    private static byte[] encoded(int[] numbers, int bitWidth) {
        NumberList list = new NumberList();
        Arrays.stream(numbers).forEach(list::add);
        EncodedBytes target = new EncodedBytes();
        RunEncoder.encode(list, bitWidth, target);
        return Arrays.copyOf(target.array(), target.size());
    }

    private static int[] decoded(byte[] bytes, int bitWidth, int size) throws IOException {
        RunLengthBitPackingHybridDecoder decoder =
                new RunLengthBitPackingHybridDecoder(bitWidth, new ByteArrayInputStream(bytes));
        int[] numbers = new int[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = decoder.readInt();
        }
        return numbers;
    }
}
