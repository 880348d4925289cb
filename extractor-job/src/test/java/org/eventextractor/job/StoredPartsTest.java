package org.eventextractor.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.codec.digest.DigestUtils;
import org.eventextractor.core.document.PartFile;
import org.eventextractor.core.storage.ForwardingStore;
import org.eventextractor.core.storage.MemoryObjectStore;
import org.eventextractor.core.storage.ReadCondition;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StorageException.Kind;
import org.junit.jupiter.api.Test;

class StoredPartsTest {

    private static final int RANGE = 8 << 20;
    private static final byte[] BYTES = new byte[2 * RANGE + 5];
    private static final String KEY = "out/a/part-00000.parquet";

    static {
        new Random(1).nextBytes(BYTES);
    }

    private final MemoryObjectStore memory = new MemoryObjectStore("requests").with(KEY, BYTES);
    private final List<Integer> lengths = new ArrayList<>();
    private final StoredParts parts = new StoredParts(
            new ForwardingStore(memory) {
                @Override
                public byte[] readRange(String key, ReadCondition condition, long offset, int length) {
                    lengths.add(length);
                    return super.readRange(key, condition, offset, length);
                }
            },
            "out/");

    @Test
    void aLargeFileIsNeverHeldWhole() {
        assertThat(parts.isWhole(part(BYTES))).isTrue();

        assertThat(lengths).containsExactly(RANGE, RANGE, 5);
    }

    @Test
    void aFileOfAnotherSizeIsNotRead() {
        memory.with(KEY, new byte[1]);

        assertThat(parts.isWhole(part(BYTES))).isFalse();
        assertThat(lengths).isEmpty();
    }

    @Test
    void aByteInTheLastRangeCounts() {
        byte[] other = BYTES.clone();
        other[other.length - 1] ^= 1;
        memory.with(KEY, other);

        assertThat(parts.isWhole(part(BYTES))).isFalse();
    }

    @Test
    void aFileReplacedWhileItIsReadIsNotWhole() {
        StoredParts replaced = new StoredParts(
                new ForwardingStore(memory) {
                    @Override
                    public byte[] readRange(String key, ReadCondition condition, long offset, int length) {
                        byte[] bytes = super.readRange(key, condition, offset, length);
                        memory.with(KEY, new byte[BYTES.length]);
                        return bytes;
                    }
                },
                "out/");

        assertThat(replaced.isWhole(part(BYTES))).isFalse();
    }

    @Test
    void aStoreThatDoesNotAnswerTellsNothingOfTheFile() {
        memory.failOn(KEY, Kind.UNAVAILABLE);

        assertThatThrownBy(() -> parts.isWhole(part(BYTES))).isInstanceOf(StorageException.class);
    }

    private static PartFile part(byte[] bytes) {
        return new PartFile(
                "a/part-00000.parquet",
                "a",
                1,
                bytes.length,
                DigestUtils.sha256Hex(bytes),
                Instant.EPOCH,
                Instant.EPOCH,
                "schema");
    }
}
