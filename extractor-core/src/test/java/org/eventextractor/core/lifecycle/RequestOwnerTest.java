package org.eventextractor.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.eventextractor.core.storage.MemoryObjectStore;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.workspace.RequestPaths;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestOwnerTest {

    private static final RequestPaths PATHS = new RequestPaths("a/my_request.json", "0f");

    private final MemoryObjectStore bucket = new MemoryObjectStore("requests");
    private final RequestOwner owner = new RequestOwner(bucket, PATHS);

    @Test
    void aRequestThatNoJobHasBegunHasNoOwner() {
        assertThat(owner.owner()).isEmpty();
    }

    @Test
    void theFirstJobOwnsTheRequestForEver() {
        assertThat(owner.take("job-1")).isTrue();
        assertThat(owner.take("job-2")).isFalse();
        assertThat(owner.owner()).contains("job-1");
    }

    @Test
    void anotherAttemptOrShardOfTheOwnerIsTheOwner() {
        owner.take("job-1");

        assertThat(owner.take("job-1")).isTrue();
    }

    @Test
    void ofManyJobsThatStartAtOnceOneIsTheOwner() {
        long owners = IntStream.range(0, 64)
                .parallel()
                .filter(i -> owner.take("job-" + i))
                .count();

        assertThat(owners).isOne();
    }

    @Test
    void aJobThatCannotTellWhetherItIsTheOwnerIsNot() {
        bucket.failOn(PATHS.owner(), StorageException.Kind.UNAVAILABLE);

        assertThatThrownBy(() -> owner.take("job-1")).isInstanceOf(StorageException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "null", "{}", "{\"jobId\": null}", "{\"jobId\": \"job-1\""})
    void anOwnerThatCannotBeUnderstoodIsNoneAndNobodyTakesItsPlace(String damaged) {
        byte[] bytes = damaged.getBytes(StandardCharsets.UTF_8);
        bucket.with(PATHS.owner(), bytes);

        assertThat(owner.owner()).isEmpty();
        assertThat(owner.take("job-1")).isFalse();
        assertThat(bucket.bytes(PATHS.owner())).isEqualTo(bytes);
    }
}
