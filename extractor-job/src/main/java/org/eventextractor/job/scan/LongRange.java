package org.eventextractor.job.scan;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.eventextractor.core.plan.SourceObject;
import org.eventextractor.core.storage.AsyncObjectReader;
import org.eventextractor.core.storage.ReadCondition;

/**
 * A range of an object that comes in parts, each copied to its place in one array: a few at a time, for those under way
 * take memory besides the array. Begun once; safe for use by the threads on which parts complete.
 */
final class LongRange {

    static final int PART_BYTES = 8 << 20;

    /**
     * Those of one range take 32 MiB at most; all at once they would take as much as the range once more. All ranges of
     * a step are under way together, and only a step's share of the heap bounds what they come to.
     */
    static final int PARTS_AT_ONCE = 4;

    private final SourceObject source;
    private final AsyncObjectReader reader;
    private final long offset;
    private final byte[] bytes;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger missing;
    private final CompletableFuture<byte[]> result = new CompletableFuture<>();

    /** The bytes {@code offset <= i < offset + length} of an object; there is one at least. */
    LongRange(SourceObject source, AsyncObjectReader reader, long offset, int length) {
        this.source = source;
        this.reader = reader;
        this.offset = offset;
        bytes = new byte[length];
        missing = new AtomicInteger((length - 1) / PART_BYTES + 1);
    }

    /**
     * Begins to read. Once a part has failed, or whoever asked has cancelled, no other is asked for.
     *
     * @return completes as {@link AsyncObjectReader#readRange} does; also with whatever a later part is refused by
     */
    CompletableFuture<byte[]> begin() {
        for (int i = 0; i < PARTS_AT_ONCE; i++) {
            readNext();
        }
        return result;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // whatever happens ends in the result
    private void readNext() {
        long start = (long) next.getAndIncrement() * PART_BYTES;
        if (start >= bytes.length || result.isDone()) {
            return;
        }
        int length = (int) Math.min(PART_BYTES, bytes.length - start);
        reader.readRange(source.key(), ReadCondition.ifMatch(source.eTag()), offset + start, length)
                .thenAccept(part -> take(part, (int) start))
                .exceptionally(failure -> {
                    result.completeExceptionally(failure);
                    return null;
                });
    }

    private void take(byte[] part, int start) {
        System.arraycopy(part, 0, bytes, start, part.length);
        if (missing.decrementAndGet() == 0) {
            result.complete(bytes);
        } else {
            readNext();
        }
    }
}
