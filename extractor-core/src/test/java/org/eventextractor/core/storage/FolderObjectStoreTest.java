package org.eventextractor.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.eventextractor.core.storage.StorageException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FolderObjectStoreTest extends ObjectStoreContract {

    /** As S3's, so that the contract's listings take several. */
    private static final int PAGE = 1_000;

    private static final int ROUNDS = 60;

    @TempDir
    Path parent;

    @Override
    protected ObjectStore emptyStore() {
        return new FolderObjectStore(folder(), PAGE);
    }

    private Path folder() {
        return parent.resolve("bucket");
    }

    @Override
    protected Set<Gap> gaps() {
        return EnumSet.of(Gap.NO_KEY_BELOW_A_KEY);
    }

    @Test
    void anOrdinaryDaysFilesComeInOnePage() throws IOException {
        Path day = Files.createDirectories(folder().resolve("day"));
        for (int file = 0; file < 1_544; file++) {
            Files.createFile(day.resolve(file + ".parquet"));
        }

        ObjectPage page = new FolderObjectStore(folder()).list("day/", null);

        assertThat(page.objects()).hasSize(1_544);
        assertThat(page.nextToken()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"..", "../secret", "a/../../secret", "a/..", "./a", "/etc/passwd", "a//b", "a/", "", "a\0b"})
    void keysThatCouldLeaveTheFolderAreRefused(String key) throws IOException {
        Files.writeString(parent.resolve("secret"), "secret");

        assertFails(Kind.ACCESS_DENIED, () -> store().read(key, ReadCondition.any(), 100));
        assertFails(Kind.ACCESS_DENIED, () -> store().find(key));
        assertFails(Kind.ACCESS_DENIED, () -> put(key, "x"));
        assertFails(Kind.ACCESS_DENIED, () -> store().delete(key));
        assertThat(parent.resolve("secret")).hasContent("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../", "/", "a/../../", "a//"})
    void prefixesThatCouldLeaveTheFolderAreRefused(String prefix) {
        assertFails(Kind.ACCESS_DENIED, () -> store().list(prefix, null));
    }

    @Test
    void aFolderGoesWithItsLastObject() {
        put("a/b/c/one", "1");
        put("a/b/c/two", "2");

        store().delete("a/b/c/one");
        assertThat(folder().resolve("a/b/c")).isDirectory();

        put("a/three", "3");
        store().delete("a/b/c/two");
        assertThat(folder().resolve("a")).isDirectory();
        assertThat(folder().resolve("a/b")).doesNotExist();

        store().delete("a/three");
        assertThat(folder().resolve("a")).doesNotExist();
        assertThat(folder()).isDirectory();
    }

    @Test
    void aWriteThatDoesNotTakePlaceLeavesNoFolder() {
        put("a/kept", "1");

        assertFails(
                Kind.CHANGED,
                () -> store().write("a/b/c/k", new byte[1], "text/plain", WriteCondition.ifMatch("another")));
        assertFails(Kind.NOT_FOUND, () -> store().moveIn("a/d/k", parent.resolve("none"), "text/plain"));

        assertThat(folder().resolve("a")).isDirectoryNotContaining(Files::isDirectory);
        assertThat(text("a/kept")).isEqualTo("1");
    }

    @Test
    void aLinkedFolderStays() throws IOException {
        Path elsewhere = Files.createDirectories(parent.resolve("elsewhere"));
        Files.createSymbolicLink(Files.createDirectories(folder()).resolve("link"), elsewhere);
        put("link/a/one", "1");

        store().delete("link/a/one");

        assertThat(elsewhere).isEmptyDirectory();
        assertThat(folder().resolve("link")).isSymbolicLink();
    }

    @Test
    void noWriteIsLostToADeletionThatEmptiesItsFolder() throws Exception {
        CompletableFuture<Void> deleting = CompletableFuture.runAsync(() -> {
            for (int round = 0; round < ROUNDS; round++) {
                put("day/gone", "1");
                store().delete("day/gone");
            }
        });
        for (int round = 0; round < ROUNDS; round++) {
            put("day/kept-" + round, "1");
            store().delete("day/kept-" + round);
        }

        assertThat(deleting).succeedsWithin(Duration.ofSeconds(60));
    }

    @ParameterizedTest
    @MethodSource("scratchFolders")
    void noDeletionFindsTheFolderEmptyThatAFileIsMovedInto(Path scratch) throws IOException {
        Path file = Files.createTempFile(scratch, "moved", ".parquet");
        try (EmptyFolderRemover remover = new EmptyFolderRemover(folder().resolve("day"))) {
            for (int round = 0; round < ROUNDS; round++) {
                Files.writeString(file, "round " + round);
                store().moveIn("day/kept", file, "text/plain");
                assertThat(file).doesNotExist();
                assertThat(text("day/kept")).isEqualTo("round " + round);
                store().delete("day/kept");
            }
            assertThat(remover.removed()).isZero();
        }
    }

    /** In the same file system as the store, and, as Linux mostly has it, in another. */
    static Stream<Path> scratchFolders() {
        return Stream.of(Path.of(System.getProperty("java.io.tmpdir")), Path.of("/dev/shm"))
                .filter(Files::isWritable);
    }

    /** Removes a folder whenever it is empty and the store's lock is free, as the deletion of a last object does. */
    private final class EmptyFolderRemover implements AutoCloseable {

        private final FolderLock lock = new FolderLock(folder());
        private final AtomicBoolean closed = new AtomicBoolean();
        private final CompletableFuture<Integer> removals;

        private EmptyFolderRemover(Path emptied) {
            removals = CompletableFuture.supplyAsync(() -> {
                int removed = 0;
                while (!closed.get()) {
                    removed += isRemoved(emptied) ? 1 : 0;
                }
                return removed;
            });
        }

        private boolean isRemoved(Path emptied) {
            try {
                return lock.with(() -> emptied.toFile().delete());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Ends it, and tells how often the folder was empty. */
        int removed() {
            closed.set(true);
            return removals.join();
        }

        @Override
        public void close() {
            removed();
        }
    }

    @Test
    void aFolderThatDoesNotExistIsEmpty() {
        assertThat(store().list("", null).objects()).isEmpty();
        assertThat(store().list("a/b", null).objects()).isEmpty();
        assertThat(store().find("a")).isEmpty();
        assertThat(folder()).doesNotExist();
    }

    @Test
    void filesOfOtherProgramsAreObjects() throws IOException {
        Files.createDirectories(folder().resolve("a/empty"));
        Files.writeString(folder().resolve("a/b.txt"), "hello");

        assertThat(listedKeys("")).containsExactly("a/b.txt");
        assertThat(text("a/b.txt")).isEqualTo("hello");
    }

    @Test
    void linkedFoldersAreEntered() throws IOException {
        Files.createDirectories(parent.resolve("elsewhere/day=01"));
        Files.writeString(parent.resolve("elsewhere/day=01/part"), "x");
        Files.createDirectories(folder());
        Files.createSymbolicLink(folder().resolve("link"), parent.resolve("elsewhere"));

        assertThat(listedKeys("link/")).containsExactly("link/day=01/part");
    }

    @Test
    void anEditInPlaceIsAChange() throws IOException {
        String before = put("k", "abc");
        Files.writeString(folder().resolve("k"), "xyz");
        Files.setLastModifiedTime(folder().resolve("k"), FileTime.fromMillis(1));

        assertFails(Kind.CHANGED, () -> store().read("k", ReadCondition.ifMatch(before), 3));
    }

    @Test
    void everyWriteHasItsOwnEntityTagHoweverQuickTheyCome() {
        Set<String> tags = new HashSet<>();
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            all.add(put("k", "same"));
        }
        tags.addAll(all);

        assertThat(tags).hasSize(500);
        assertThat(store().find("k").orElseThrow().eTag()).isEqualTo(all.get(499));
    }

    @Test
    void anObjectWrittenAnewAfterADeleteHasAnotherEntityTag() {
        Set<String> tags = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            tags.add(put("k", "same"));
            store().delete("k");
        }

        assertThat(tags).hasSize(200);
    }

    @Test
    void twoStoresOfOneFolderExcludeEachOther() {
        ObjectStore other = new FolderObjectStore(folder());
        String eTag = put("k", "1");
        other.write("k", new byte[1], "text/plain", WriteCondition.ifMatch(eTag));

        assertFails(Kind.CHANGED, () -> store().write("k", new byte[2], "text/plain", WriteCondition.ifMatch(eTag)));
    }

    @Test
    void nothingButTheObjectsIsLeftBehindAndListed() throws IOException {
        put("a/k", "1");
        assertFails(Kind.CHANGED, () -> store().write("a/k", new byte[1], "t", WriteCondition.ifAbsent()));

        try (Stream<Path> files = Files.list(folder().resolve("a"))) {
            assertThat(files).containsExactly(folder().resolve("a/k"));
        }
        assertThat(listedKeys("")).containsExactly("a/k");
    }

    @Test
    void theStoresOwnFilesAreNoObjects() {
        put("k", "1");

        assertThat(folder().resolve(".extractor-store-lock")).exists();
        assertFails(Kind.ACCESS_DENIED, () -> store().find(".extractor-store-lock"));
    }

    @Test
    void aKeyThatIsAFolderSaysSo() {
        put("a/b", "1");

        assertThat(store().find("a")).isEmpty();
        assertThatThrownBy(() -> put("a", "2"))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("/a");
    }
}
