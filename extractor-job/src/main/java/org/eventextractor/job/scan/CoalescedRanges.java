package org.eventextractor.job.scan;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eventextractor.job.scan.format.ByteSlice;
import org.eventextractor.job.scan.format.StepMemory;
import org.eventextractor.job.scan.format.TooLargeException;

/**
 * Ranges of a file that are wanted together: those close to each other come with one request. Not safe for use by many
 * threads.
 */
final class CoalescedRanges {

    /** A request costs about what fetching these bytes too does. */
    static final int MAX_GAP_BYTES = 1 << 16;

    /** Ranges are not joined beyond this. */
    static final int MAX_BYTES = 8 << 20;

    private final ByteRanges file;
    /** Wanted lengths by their offsets. */
    private final TreeMap<Long, Integer> wanted = new TreeMap<>();

    private final TreeMap<Long, ByteSlice> fetched = new TreeMap<>();

    CoalescedRanges(ByteRanges file) {
        this.file = file;
    }

    /** @throws TooLargeException for 2 GiB or more */
    void add(long offset, long length) {
        if (length > Integer.MAX_VALUE) {
            throw new TooLargeException("a column chunk has " + length + " bytes");
        }
        wanted.merge(offset, (int) length, Math::max);
    }

    /**
     * Fetches what was added.
     *
     * @throws TooLargeException if that, with what lies between, is more than a job's memory should hold of one file
     */
    void fetch() throws IOException {
        SortedMap<Long, Integer> requests = requests();
        if (!file.isInMemory()) {
            StepMemory.requireColumns(
                    requests.values().stream().mapToLong(Integer::intValue).sum());
        }
        fetched.putAll(file.readAll(requests));
    }

    private SortedMap<Long, Integer> requests() {
        TreeMap<Long, Integer> requests = new TreeMap<>();
        wanted.forEach((offset, length) -> {
            Map.Entry<Long, Integer> before = requests.lastEntry();
            long together = before == null ? 0 : Math.max(before.getValue(), offset + length - before.getKey());
            boolean near = before != null && offset - before.getKey() - before.getValue() <= MAX_GAP_BYTES;
            if (near && together <= MAX_BYTES) {
                requests.put(before.getKey(), (int) together);
            } else {
                requests.put(offset, length);
            }
        });
        return requests;
    }

    /** One of the ranges that were added. */
    ByteSlice get(long offset, int length) {
        Map.Entry<Long, ByteSlice> request =
                Objects.requireNonNull(fetched.floorEntry(offset), "a range that was not asked for");
        int from = (int) (offset - request.getKey());
        return request.getValue().tail(from).head(length);
    }
}
