package org.eventextractor.job.scan;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eventextractor.core.plan.SourceObject;
import org.eventextractor.core.storage.AsyncObjectReader;
import org.eventextractor.core.storage.ReadCondition;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StorageException.Kind;
import org.eventextractor.job.scan.format.ByteSlice;

/**
 * The bytes of an object in a bucket, in the state that the plan froze. Failures are {@link StorageException}s: every
 * read fails once the object is no longer the planned one.
 *
 * @param reader bounds the requests under way, and retries what may heal
 */
record StoredRanges(SourceObject source, AsyncObjectReader reader) implements ByteRanges {

    /** What comes in parts is copied once more, so a column chunk of usual size should not. */
    private static final int MAX_WHOLE_BYTES = 16 << 20;

    @Override
    public long length() {
        return source.size();
    }

    @Override
    public byte[] read(long offset, int length) {
        return length == 0 ? new byte[0] : result(begin(offset, length));
    }

    /** All at a time. */
    @Override
    public Map<Long, ByteSlice> readAll(SortedMap<Long, Integer> ranges) {
        Map<Long, CompletableFuture<byte[]>> begun = new TreeMap<>();
        ranges.forEach((offset, length) -> begun.put(offset, begin(offset, length)));
        Map<Long, ByteSlice> read = new TreeMap<>();
        try {
            begun.forEach((offset, pending) -> {
                byte[] bytes = result(pending);
                read.put(offset, new ByteSlice(bytes, 0, bytes.length));
            });
            return read;
        } finally {
            begun.values().forEach(pending -> pending.cancel(true));
        }
    }

    private CompletableFuture<byte[]> begin(long offset, int length) {
        return length <= MAX_WHOLE_BYTES
                ? reader.readRange(source.key(), ReadCondition.ifMatch(source.eTag()), offset, length)
                : new LongRange(source, reader, offset, length).begin();
    }

    private static byte[] result(CompletableFuture<byte[]> pending) {
        try {
            return pending.join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof StorageException storage ? storage : unavailable(failure);
        } catch (CancellationException cancelled) {
            throw unavailable(cancelled);
        }
    }

    private static StorageException unavailable(RuntimeException failure) {
        return new StorageException(Kind.UNAVAILABLE, "a part of an object could not be read", failure);
    }
}
