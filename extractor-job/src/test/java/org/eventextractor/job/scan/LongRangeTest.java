package org.eventextractor.job.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.eventextractor.core.plan.SourceObject;
import org.eventextractor.core.storage.AsyncObjectReader;
import org.eventextractor.core.storage.ReadCondition;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StorageException.Kind;
import org.eventextractor.core.storage.StoreObjectReader;
import org.eventextractor.job.parquet.RangeStore;
import org.junit.jupiter.api.Test;

/** A range of eight parts, the last of one byte, from the object's third byte on. */
class LongRangeTest {

    private static final long SEED = 6;
    private static final int PARTS = 8;
    private static final int OFFSET = 2;
    private static final int LENGTH = (PARTS - 1) * LongRange.PART_BYTES + 1;
    private static final byte[] OBJECT = object();
    private static final SourceObject SOURCE = new SourceObject("key", OBJECT.length, "tag", "type");

    private final HeldReader reader = new HeldReader();
    private final Random random = new Random(SEED);

    @Test
    void partsComeToTheirPlacesInWhateverOrderTheyCome() {
        CompletableFuture<byte[]> read = begin();
        while (!reader.held.isEmpty()) {
            reader.answer(random.nextInt(reader.held.size()));
        }

        assertThat(Arrays.equals(read.join(), Arrays.copyOfRange(OBJECT, OFFSET, OFFSET + LENGTH)))
                .as("seed %s", SEED)
                .isTrue();
        assertThat(reader.asked).isEqualTo(PARTS);
    }

    @Test
    void noMoreThanAFewAreUnderWay() {
        CompletableFuture<byte[]> read = begin();
        while (!read.isDone()) {
            assertThat(reader.held).hasSizeLessThanOrEqualTo(LongRange.PARTS_AT_ONCE);
            reader.answer(0);
        }
    }

    @Test
    void afterAFailureNothingMoreIsAskedFor() {
        CompletableFuture<byte[]> read = begin();

        reader.held.remove(1).answer().completeExceptionally(new StorageException(Kind.CHANGED, "key"));

        assertThatThrownBy(read::join).hasCauseInstanceOf(StorageException.class);
        assertNothingMoreIsAskedFor();
    }

    @Test
    void aReaderThatTakesNoMorePartsIsAFailure() {
        CompletableFuture<byte[]> read = begin();
        reader.close();

        reader.answer(0);

        assertThat(read).isCompletedExceptionally();
        assertThatThrownBy(read::join).hasCauseInstanceOf(RejectedExecutionException.class);
        assertNothingMoreIsAskedFor();
    }

    @Test
    void afterItIsCancelledNothingMoreIsAskedFor() {
        begin().cancel(true);

        assertNothingMoreIsAskedFor();
    }

    @Test
    void whatAFileIsReadByComesInPartsFromSixteenMebibytesOn() {
        RangeStore store = new RangeStore(Map.of("key", OBJECT));
        StoredRanges ranges = new StoredRanges(store.source("key"), new StoreObjectReader(store, Runnable::run));

        byte[] whole = ranges.read(OFFSET, 16 << 20);
        byte[] inParts = ranges.read(OFFSET, (16 << 20) + 1);

        assertThat(Arrays.equals(inParts, Arrays.copyOfRange(OBJECT, OFFSET, OFFSET + (16 << 20) + 1)))
                .isTrue();
        assertThat(Arrays.mismatch(inParts, whole)).isEqualTo(whole.length);
        assertThat(store.served())
                .extracting(range -> range.to() - range.from())
                .containsExactly(16L << 20, 8L << 20, 8L << 20, 1L);
    }

    private void assertNothingMoreIsAskedFor() {
        while (!reader.held.isEmpty()) {
            reader.answer(0);
        }
        assertThat(reader.asked).isEqualTo(LongRange.PARTS_AT_ONCE);
    }

    private CompletableFuture<byte[]> begin() {
        return new LongRange(SOURCE, reader, OFFSET, LENGTH).begin();
    }

    private static byte[] object() {
        byte[] bytes = new byte[OFFSET + LENGTH + 5];
        new Random(SEED).nextBytes(bytes);
        return bytes;
    }

    /** Answers when it is told to. */
    private static final class HeldReader implements AsyncObjectReader {

        private record Held(int offset, int length, CompletableFuture<byte[]> answer) {}

        private final List<Held> held = new ArrayList<>();
        private int asked;
        private boolean closed;

        private void answer(int which) {
            Held part = held.remove(which);
            part.answer().complete(Arrays.copyOfRange(OBJECT, part.offset(), part.offset() + part.length()));
        }

        @Override
        public CompletableFuture<byte[]> readRange(String key, ReadCondition condition, long offset, int length) {
            assertThat(key).isEqualTo(SOURCE.key());
            assertThat(condition.eTag()).isEqualTo(SOURCE.eTag());
            if (closed) {
                throw new RejectedExecutionException("closed");
            }
            asked++;
            Held part = new Held((int) offset, length, new CompletableFuture<>());
            held.add(part);
            return part.answer();
        }

        @Override
        public CompletableFuture<byte[]> read(String key, ReadCondition condition, long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
