package org.eventextractor.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SliceCutterTest {

    private static final SliceLimits TEN_BYTES_THREE_OBJECTS = new SliceLimits(10, 3);

    @Test
    void aSliceIsFilledToItsBytes() {
        assertThat(sizes(cut(TEN_BYTES_THREE_OBJECTS, 5, 5, 1))).containsExactly(List.of(5L, 5L), List.of(1L));
    }

    @Test
    void aSliceIsFilledToItsObjects() {
        assertThat(sizes(cut(TEN_BYTES_THREE_OBJECTS, 1, 1, 1, 1))).containsExactly(List.of(1L, 1L, 1L), List.of(1L));
    }

    @Test
    void anObjectLargerThanTheBoundIsASliceOfItsOwn() {
        assertThat(sizes(cut(TEN_BYTES_THREE_OBJECTS, 4, 11, 4)))
                .containsExactly(List.of(4L), List.of(11L), List.of(4L));
    }

    @Test
    void emptyObjectsTakeRoomAsObjects() {
        assertThat(sizes(cut(TEN_BYTES_THREE_OBJECTS, 0, 0, 0, 0))).hasSize(2);
    }

    @Test
    void nothingMakesNoSlice() {
        assertThat(cut(TEN_BYTES_THREE_OBJECTS)).isEmpty();
    }

    @Test
    void everyTypeBeginsANewSlice() {
        List<Slice> slices = new ArrayList<>();
        SliceCutter cutter = new SliceCutter(TEN_BYTES_THREE_OBJECTS, slices::add);
        cutter.add("a", object(0, 1));
        cutter.add("b", object(1, 1));
        cutter.close();

        assertThat(slices)
                .extracting(Slice::summary)
                .containsExactly(new SliceSummary(0, "a", 1, 1), new SliceSummary(1, "b", 1, 1));
    }

    @Test
    void slicesKeepAllObjectsInOrderAndAreNeitherTooLargeNorNeedlesslySmall() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            SliceLimits limits = new SliceLimits(1 + random.nextInt(50), 1 + random.nextInt(8));
            long[] objects = random.longs(random.nextInt(60), 0, 30).toArray();
            List<List<Long>> slices = sizes(cut(limits, objects));

            assertThat(slices.stream().flatMap(List::stream))
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(LongStream.of(objects).boxed().toList());
            slices.forEach(slice -> assertWithin(limits, slice, seed));
            for (int n = 1; n < slices.size(); n++) {
                assertFullBefore(limits, slices.get(n - 1), slices.get(n).get(0), seed);
            }
        }
    }

    @Test
    void limitsHoldAtLeastOneOfEach() {
        assertThatThrownBy(() -> new SliceLimits(0, 1)).hasMessageContaining("0 bytes");
        assertThatThrownBy(() -> new SliceLimits(1, 0)).hasMessageContaining("0 objects");
    }

    private static void assertWithin(SliceLimits limits, List<Long> slice, long seed) {
        assertThat(slice.size() == 1 || sum(slice) <= limits.maxBytes())
                .as("seed %d", seed)
                .isTrue();
        assertThat(slice.size()).as("seed %d", seed).isBetween(1, limits.maxObjects());
    }

    private static void assertFullBefore(SliceLimits limits, List<Long> slice, long next, long seed) {
        assertThat(slice.size() == limits.maxObjects() || sum(slice) + next > limits.maxBytes())
                .as("seed %d", seed)
                .isTrue();
    }

    private static List<Slice> cut(SliceLimits limits, long... sizes) {
        List<Slice> slices = new ArrayList<>();
        SliceCutter cutter = new SliceCutter(limits, slices::add);
        for (int i = 0; i < sizes.length; i++) {
            cutter.add("t", object(i, sizes[i]));
        }
        cutter.close();
        return slices;
    }

    private static SourceObject object(int number, long size) {
        return new SourceObject("k" + number, size, "e", "t");
    }

    private static List<List<Long>> sizes(List<Slice> slices) {
        return slices.stream()
                .map(slice -> slice.objects().stream().map(SourceObject::size).toList())
                .toList();
    }

    private static long sum(List<Long> sizes) {
        return sizes.stream().mapToLong(Long::longValue).sum();
    }
}
