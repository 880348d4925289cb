package org.eventextractor.job.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.eventextractor.job.scan.format.ByteSlice;
import org.eventextractor.job.scan.format.TooLargeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoalescedRangesTest {

    private static final long SEED = 8_675_309;
    private static final int CASES = 200;
    private static final int GAP = CoalescedRanges.MAX_GAP_BYTES;
    private static final int MOST = CoalescedRanges.MAX_BYTES;

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "65536, 1", "65537, 2", "1000000, 2"})
    void rangesCloseToEachOtherComeWithOneRequest(int gap, int requests) throws Exception {
        Recorded file = new Recorded(2 << 20);
        CoalescedRanges ranges = new CoalescedRanges(file);
        ranges.add(100 + 10 + gap, 20);
        ranges.add(100, 10);

        ranges.fetch();

        assertThat(file.requests).hasSize(requests);
        file.assertHolds(ranges.get(100, 10), 100, 10);
        file.assertHolds(ranges.get(110 + gap, 20), 110 + gap, 20);
    }

    @Test
    void noRequestIsMadeLongerThanItsLimitByMerging() throws Exception {
        Recorded file = new Recorded(3 * MOST);
        CoalescedRanges ranges = new CoalescedRanges(file);
        int length = MOST / 4;
        for (int i = 0; i < 9; i++) {
            ranges.add((long) i * length, length);
        }

        ranges.fetch();

        assertThat(file.requests).extracting(Request::length).containsExactly(MOST, MOST, length);
    }

    @Test
    void aSingleRangeLongerThanTheLimitComesAsItIs() throws Exception {
        Recorded file = new Recorded(3 * MOST);
        CoalescedRanges ranges = new CoalescedRanges(file);
        ranges.add(10, 2 * MOST);
        ranges.add(10 + 2 * MOST, 5);

        ranges.fetch();

        assertThat(file.requests).containsExactly(new Request(10, 2 * MOST), new Request(10 + 2 * MOST, 5));
    }

    @Test
    void whatIsAskedForTwiceIsFetchedOnce() throws Exception {
        Recorded file = new Recorded(1_000);
        CoalescedRanges ranges = new CoalescedRanges(file);
        ranges.add(100, 50);
        ranges.add(100, 200);
        ranges.add(120, 10);

        ranges.fetch();

        assertThat(file.requests).containsExactly(new Request(100, 200));
        file.assertHolds(ranges.get(120, 10), 120, 10);
        file.assertHolds(ranges.get(100, 50), 100, 50);
    }

    @Test
    void withoutRangesThereIsNoRequest() throws Exception {
        Recorded file = new Recorded(10);

        new CoalescedRanges(file).fetch();

        assertThat(file.requests).isEmpty();
    }

    @Test
    void whatIsFetchedAlongCountsToo() {
        long heap = Runtime.getRuntime().maxMemory();
        CoalescedRanges ranges = new CoalescedRanges(new Unread(heap));
        for (long offset = 0; offset < heap / 2; offset += GAP) {
            ranges.add(offset, 1);
        }

        assertThatThrownBy(ranges::fetch).isInstanceOf(TooLargeException.class);
    }

    @Test
    void everyRangeHasItsBytes() throws Exception {
        Random random = new Random(SEED);
        Recorded file = new Recorded(2 * MOST);
        for (int i = 0; i < CASES; i++) {
            file.requests.clear();
            Map<Integer, Integer> wanted = randomRanges(random, file.bytes.length);
            CoalescedRanges ranges = new CoalescedRanges(file);
            wanted.forEach(ranges::add);

            ranges.fetch();

            wanted.forEach((offset, length) -> file.assertHolds(ranges.get(offset, length), offset, length));
            int longest =
                    wanted.values().stream().mapToInt(Integer::intValue).max().orElse(0);
            assertThat(file.requests)
                    .as("case %s with seed %s", i, SEED)
                    .hasSizeLessThanOrEqualTo(wanted.size())
                    .allMatch(request -> request.length() <= Math.max(MOST, longest));
        }
    }

    private static Map<Integer, Integer> randomRanges(Random random, int fileBytes) {
        Map<Integer, Integer> ranges = new TreeMap<>();
        for (int count = 1 + random.nextInt(30); count > 0; count--) {
            int length = 1 + random.nextInt(random.nextInt(5) == 0 ? MOST : GAP);
            ranges.put(random.nextInt(fileBytes - length), length);
        }
        return ranges;
    }

    /** A file of which nothing may be read. */
    private record Unread(long length) implements ByteRanges {
        @Override
        public byte[] read(long offset, int length) {
            throw new AssertionError(length + " bytes at " + offset);
        }
    }

    private record Request(long offset, int length) {}

    private static final class Recorded implements ByteRanges {

        private final byte[] bytes;
        private final List<Request> requests = new ArrayList<>();

        Recorded(int length) {
            bytes = new byte[length];
            new Random(SEED).nextBytes(bytes);
        }

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public byte[] read(long offset, int length) {
            requests.add(new Request(offset, length));
            return Arrays.copyOfRange(bytes, (int) offset, (int) offset + length);
        }

        void assertHolds(ByteSlice slice, int offset, int length) {
            assertThat(Arrays.equals(slice.array(), slice.start(), slice.end(), bytes, offset, offset + length))
                    .as("%s bytes at %s with seed %s", length, offset, SEED)
                    .isTrue();
        }
    }
}
