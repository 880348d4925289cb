package org.eventextractor.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eventextractor.core.storage.StorageException.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link ObjectStore} must do, whatever it stores in. */
public abstract class ObjectStoreContract {

    private static final String TYPE = "application/octet-stream";
    private static final int RACERS = 16;
    private static final int RACES = 10;
    private static final long MAX = 1 << 20;

    private ObjectStore store;

    /** A store without objects, which no other test writes to. */
    protected abstract ObjectStore emptyStore() throws Exception;

    /** In what the store is allowed to differ from S3. */
    protected Set<Gap> gaps() {
        return EnumSet.noneOf(Gap.class);
    }

    /** Something that S3 does and another store does not. */
    protected enum Gap {
        /** Keys are files: {@code a} and {@code a/b} cannot both be keys. */
        NO_KEY_BELOW_A_KEY,
        /** Keys are files: looking for {@code a/b} where {@code a} is one is an error of the server. */
        ERROR_BELOW_A_KEY,
        /** Listings are in the order of UTF-16 units. */
        UTF16_ORDER
    }

    @BeforeEach
    void openStore() throws Exception {
        store = emptyStore();
    }

    @Test
    void whatIsWrittenIsRead() {
        byte[] bytes = new byte[100_000];
        new Random(1).nextBytes(bytes);

        String eTag = store.write("a/data.bin", bytes, TYPE, WriteCondition.always());

        StoredObject object = store.read("a/data.bin", ReadCondition.ifMatch(eTag), MAX);
        assertThat(object.bytes()).isEqualTo(bytes);
        assertThat(object.summary()).isEqualTo(new ObjectSummary("a/data.bin", bytes.length, eTag));
    }

    @Test
    void anObjectMayBeEmpty() {
        String eTag = put("empty", "");

        assertThat(store.read("empty", ReadCondition.any(), 0).bytes()).isEmpty();
        assertThat(store.find("empty")).contains(new ObjectSummary("empty", 0, eTag));
    }

    @Test
    void whatMayNotBeThereIsReadIfItIs() {
        String eTag = put("there", "content");

        assertThat(store.readIfThere("there", MAX))
                .map(StoredObject::summary)
                .contains(new ObjectSummary("there", 7, eTag));
        assertThat(store.readIfThere("not there", MAX)).isEmpty();
        assertThatThrownBy(() -> store.readIfThere("there", 1)).isInstanceOf(StorageException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b.json",
                "a+b",
                "100%",
                "%20",
                "a b+c%2F/ä.json",
                "日本/😀 e\u0301.json",
                "~!@$&*()=:,;'[]{}^|",
                "year=2023/month=01/day=31/part-0.parquet"
            })
    void keysAreTakenAsTheyAre(String key) {
        String eTag = put(key, "content");

        assertThat(text(key)).isEqualTo("content");
        assertThat(store.find(key)).contains(new ObjectSummary(key, 7, eTag));
        assertThat(store.list("", null).objects()).containsExactly(new ObjectSummary(key, 7, eTag));
        assertThat(store.list(key, null).objects()).hasSize(1);
        store.delete(key);
        assertThat(store.find(key)).isEmpty();
    }

    @Test
    void aFileIsMovedInWhole(@TempDir Path folder) throws IOException {
        byte[] bytes = new byte[300_000];
        new Random(2).nextBytes(bytes);
        Path file = Files.write(folder.resolve("file"), bytes);
        put("out/part", "older");

        String eTag = store.moveIn("out/part", file, TYPE);

        StoredObject object = store.read("out/part", ReadCondition.ifMatch(eTag), MAX);
        assertThat(object.bytes()).isEqualTo(bytes);
        assertThat(file).doesNotExist();
    }

    @Test
    void aMissingObjectIsNotFound() {
        assertThat(store.find("none")).isEmpty();
        assertFails(Kind.NOT_FOUND, () -> store.read("none", ReadCondition.any(), MAX));
        assertFails(Kind.NOT_FOUND, () -> store.read("none", ReadCondition.ifMatch("0"), MAX));
        assertFails(Kind.NOT_FOUND, () -> store.readRange("none", ReadCondition.any(), 0, 1));
    }

    @Test
    void theErrorNamesTheObject() {
        assertThatThrownBy(() -> store.read("a/none.json", ReadCondition.any(), MAX))
                .hasMessageContaining(store.root().root())
                .hasMessageContaining("a/none.json");
    }

    @Test
    void anObjectBelowAnObjectIsNotFound() {
        assumeNot(Gap.ERROR_BELOW_A_KEY);
        put("a", "x");

        assertThat(store.find("a/b")).isEmpty();
        assertFails(Kind.NOT_FOUND, () -> store.read("a/b", ReadCondition.any(), MAX));
    }

    @Test
    void anObjectOverTheBoundIsTooLarge() {
        put("ten", "0123456789");

        assertFails(Kind.TOO_LARGE, () -> store.read("ten", ReadCondition.any(), 9));
        assertThat(store.read("ten", ReadCondition.any(), 10).bytes()).hasSize(10);
    }

    @Test
    void aReadOfAnotherStateFails() {
        String old = put("k", "old");
        String current = put("k", "new");

        assertThat(current).isNotEqualTo(old);
        assertFails(Kind.CHANGED, () -> store.read("k", ReadCondition.ifMatch(old), MAX));
        assertFails(Kind.CHANGED, () -> store.readRange("k", ReadCondition.ifMatch(old), 0, 1));
        assertThat(store.read("k", ReadCondition.ifMatch(current), MAX).bytes()).hasSize(3);
    }

    @Test
    void aListingTellsTheEntityTagThatGuardsTheRead() {
        put("k", "content");

        String listed = store.list("k", null).objects().get(0).eTag();

        assertThat(store.read("k", ReadCondition.ifMatch(listed), MAX).summary().eTag())
                .isEqualTo(listed);
    }

    @Test
    void aRangeIsReadAlone() {
        put("ten", "0123456789");

        assertThat(range("ten", 0, 1)).isEqualTo("0");
        assertThat(range("ten", 3, 4)).isEqualTo("3456");
        assertThat(range("ten", 9, 1)).isEqualTo("9");
        assertThat(range("ten", 0, 10)).isEqualTo("0123456789");
    }

    @Test
    void aRangeOverTheEndFails() {
        put("ten", "0123456789");

        assertFails(Kind.UNAVAILABLE, () -> store.readRange("ten", ReadCondition.any(), 8, 3));
        assertFails(Kind.UNAVAILABLE, () -> store.readRange("ten", ReadCondition.any(), 10, 1));
    }

    @Test
    void aRangeHoldsAtLeastOneByte() {
        assertThatThrownBy(() -> store.readRange("ten", ReadCondition.any(), 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void listingsAreInOrderOfUtf8Bytes() {
        List<String> keys = List.of("A", "a-b", "a/x", "a/y/z", "a/y0", "a0", "ab", "b.c", "b/c", "é", "ü");
        List<String> shuffled = new ArrayList<>(keys);
        Collections.shuffle(shuffled, new Random(3));
        shuffled.forEach(key -> put(key, key));

        assertThat(listedKeys("")).containsExactlyElementsOf(keys);
    }

    @Test
    void charactersOutsideTheBasicPlaneAreListedLast() {
        assumeNot(Gap.UTF16_ORDER);
        List.of("😀", "\uFF5E").forEach(key -> put(key, key));

        assertThat(listedKeys("")).containsExactly("\uFF5E", "😀");
    }

    @Test
    void aListingHoldsOnlyItsPrefix() {
        List.of("data/part", "data/part-1", "data/part.x/y", "data/pa", "data2/part", "dat")
                .forEach(key -> put(key, ""));

        assertThat(listedKeys("data/part")).containsExactly("data/part", "data/part-1", "data/part.x/y");
        assertThat(listedKeys("data/")).hasSize(4);
        assertThat(listedKeys("data")).hasSize(5);
        assertThat(listedKeys("data/none/")).isEmpty();
    }

    @Test
    void aKeyMayBeTheFolderOfAnother() {
        assumeNot(Gap.NO_KEY_BELOW_A_KEY);
        put("a", "1");
        put("a/b", "2");

        assertThat(listedKeys("a")).containsExactly("a", "a/b");
        assertThat(text("a")).isEqualTo("1");
    }

    @Test
    void aLongListingComesInPages() {
        List<String> keys = IntStream.range(0, 2_345)
                .mapToObj(i -> String.format("p/%02d/%05d", i / 700, i))
                .toList();
        keys.forEach(key -> put(key, "x"));

        List<Integer> sizes = new ArrayList<>();
        List<String> listed = new ArrayList<>();
        String token = null;
        do {
            ObjectPage page = store.list("p/", token);
            sizes.add(page.objects().size());
            page.objects().forEach(object -> listed.add(object.key()));
            token = page.nextToken();
        } while (token != null);

        assertThat(listed).isEqualTo(keys);
        assertThat(sizes).containsExactly(1_000, 1_000, 345);
    }

    @Test
    void aPageMayEndBeforeAFolderWhoseNameBeginsAFile() {
        List<String> keys = IntStream.range(0, 500)
                .mapToObj(i -> String.format("p/k%03d", i))
                .flatMap(stem -> Stream.of(stem + "-x", stem + "/y", stem + "0"))
                .toList();
        keys.forEach(key -> put(key, "x"));

        ObjectPage first = store.list("p/", null);
        assertThat(first.objects().get(first.objects().size() - 1).key()).isEqualTo("p/k333-x");
        assertThat(first.nextToken()).isNotNull();
        assertThat(listedKeys("p/")).isEqualTo(keys);
    }

    @Test
    void aFullPageThatIsTheLastHasNoToken() {
        IntStream.range(0, 1_000).forEach(i -> put("p/" + i, "x"));

        ObjectPage page = store.list("p/", null);

        assertThat(page.objects()).hasSize(1_000);
        assertThat(page.nextToken()).isNull();
    }

    @Test
    void aWriteIfAbsentDoesNotOverwrite() {
        String eTag = store.write("claim", bytes("first"), TYPE, WriteCondition.ifAbsent());

        assertFails(Kind.CHANGED, () -> store.write("claim", bytes("second"), TYPE, WriteCondition.ifAbsent()));
        assertThat(store.read("claim", ReadCondition.ifMatch(eTag), MAX).bytes())
                .isEqualTo(bytes("first"));
    }

    @Test
    void theSameBytesWrittenIfAbsentWinOnlyOnce() {
        store.write("claim", bytes("same"), TYPE, WriteCondition.ifAbsent());

        assertFails(Kind.CHANGED, () -> store.write("claim", bytes("same"), TYPE, WriteCondition.ifAbsent()));
    }

    @Test
    void ofRacingWritersIfAbsentExactlyOneWins() throws Exception {
        for (int race = 0; race < RACES; race++) {
            String key = "race/" + race;
            List<Integer> winners = race(writer -> {
                store.write(key, bytes("writer " + writer), TYPE, WriteCondition.ifAbsent());
                return writer;
            });
            assertThat(winners).as("winners of race %d", race).hasSize(1);
            assertThat(text(key)).isEqualTo("writer " + winners.get(0));
        }
    }

    @Test
    void aWriteIfMatchReplacesOnlyWhatWasRead() {
        String first = put("status", "1");
        String second = store.write("status", bytes("2"), TYPE, WriteCondition.ifMatch(first));

        assertThat(second).isNotEqualTo(first);
        assertFails(Kind.CHANGED, () -> store.write("status", bytes("3"), TYPE, WriteCondition.ifMatch(first)));
        assertThat(text("status")).isEqualTo("2");
        store.write("status", bytes("3"), TYPE, WriteCondition.ifMatch(second));
        assertThat(text("status")).isEqualTo("3");
    }

    @Test
    void aWriteIfMatchOfNothingFails() {
        assertFails(Kind.CHANGED, () -> store.write("status", bytes("1"), TYPE, WriteCondition.ifMatch("0")));
        assertThat(store.find("status")).isEmpty();
    }

    @Test
    void ofRacingWritersIfMatchExactlyOneWins() throws Exception {
        for (int race = 0; race < RACES; race++) {
            String before = put("status", "before " + race);
            List<Integer> winners = race(writer -> {
                store.write("status", bytes("writer " + writer), TYPE, WriteCondition.ifMatch(before));
                return writer;
            });
            assertThat(winners).as("winners of race %d", race).hasSize(1);
            assertThat(text("status")).isEqualTo("writer " + winners.get(0));
        }
    }

    @Test
    void aReaderSeesOneWriteOrTheOtherWhole() throws Exception {
        put("k", "a".repeat(50_000));
        race(racer -> {
            if (racer % 2 == 0) {
                return put("k", Character.toString('a' + racer).repeat(50_000 + racer));
            }
            assertThat(text("k").chars().distinct().count()).isEqualTo(1);
            return "read";
        });
    }

    @Test
    void aDeletedObjectIsGoneAndMayBeDeletedAgain() {
        put("k", "x");

        store.delete("k");
        store.delete("k");

        assertThat(store.find("k")).isEqualTo(Optional.empty());
        assertThat(listedKeys("")).isEmpty();
        store.write("k", bytes("y"), TYPE, WriteCondition.ifAbsent());
        assertThat(text("k")).isEqualTo("y");
    }

    protected final ObjectStore store() {
        return store;
    }

    protected final String put(String key, String content) {
        return store.write(key, bytes(content), TYPE, WriteCondition.always());
    }

    protected final List<String> listedKeys(String prefix) {
        List<String> keys = new ArrayList<>();
        String token = null;
        do {
            ObjectPage page = store.list(prefix, token);
            page.objects().forEach(object -> keys.add(object.key()));
            token = page.nextToken();
        } while (token != null);
        return keys;
    }

    protected final String text(String key) {
        return new String(store.read(key, ReadCondition.any(), MAX).bytes(), StandardCharsets.UTF_8);
    }

    protected static void assertFails(Kind kind, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        StorageException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(kind));
    }

    private void assumeNot(Gap gap) {
        assumeFalse(gaps().contains(gap), () -> "this store differs from S3: " + gap);
    }

    private String range(String key, long offset, int length) {
        return new String(store.readRange(key, ReadCondition.any(), offset, length), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What those racers returned that did not fail with {@code CHANGED}. */
    private static <T> List<T> race(IntFunction<T> racer) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(RACERS);
        try {
            List<Future<Optional<T>>> running = IntStream.range(0, RACERS)
                    .mapToObj(i -> threads.submit(afterStart(start, i, racer)))
                    .toList();
            start.countDown();
            List<T> winners = new ArrayList<>();
            for (Future<Optional<T>> run : running) {
                run.get().ifPresent(winners::add);
            }
            return winners;
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> Callable<Optional<T>> afterStart(CountDownLatch start, int number, IntFunction<T> racer) {
        return () -> {
            start.await();
            try {
                return Optional.of(racer.apply(number));
            } catch (StorageException e) {
                if (e.kind() != Kind.CHANGED) {
                    throw e;
                }
                return Optional.empty();
            }
        };
    }
}
