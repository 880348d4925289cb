package org.eventextractor.job.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.eventextractor.core.plan.SourceObject;
import org.eventextractor.core.request.UserSelection;
import org.eventextractor.core.storage.AsyncObjectReader;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StorageException.Kind;
import org.eventextractor.core.storage.StoreObjectReader;
import org.eventextractor.job.fetch.FetchedObject;
import org.eventextractor.job.fetch.ObjectFetcher;
import org.eventextractor.job.parquet.Events;
import org.eventextractor.job.parquet.RangeStore;
import org.eventextractor.job.scan.EventScanner;
import org.eventextractor.job.scan.ScannedObject;
import org.eventextractor.job.scan.UnreadableObjectException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadAheadTest {

    private static final int OBJECTS = 10;
    private static final byte[] FILE = Events.file(Events.event(Events.user(1), Events.NOON, 1));
    private static final List<SourceObject> SLICE = IntStream.range(0, OBJECTS)
            .mapToObj(i -> new SourceObject("t/" + i + ".parquet", FILE.length, "tag", "t"))
            .toList();
    private static final ObjectFetcher IN_MEMORY =
            source -> CompletableFuture.completedFuture(new FetchedObject.Whole(source, FILE));
    private static final Executor AT_ONCE = Runnable::run;
    private static final long PLENTY = 1 << 20;
    private static final RangeStore BUCKET = new RangeStore(Map.of("key", FILE));

    private final EventScanner scanner =
            new EventScanner(Events.usualType(), Events.EVER, UserSelection.everyone(), List.of());
    private final List<String> taken = new ArrayList<>();
    private long heldBytes;
    private boolean scansAhead;

    @BeforeEach
    void learnWhatAnObjectTakes() throws UnreadableObjectException {
        scanner.scan(Events.whole(FILE));
        heldBytes = scanner.scan(Events.whole(FILE)).heldBytes();
    }

    @Test
    void noMoreIsScannedAheadThanTheBudgetAllows() throws Exception {
        DecodedBudget budget = new DecodedBudget(2 * heldBytes + 1);

        readAhead(IN_MEMORY, AT_ONCE, budget).drain(SLICE, (source, scanned) -> {
            taken.add(source.key());
            assertHeld(budget, 2 * heldBytes + 1, 3 * heldBytes);
        });

        assertThat(taken).isEqualTo(keys());
        assertHeld(budget, 2 * heldBytes + 1, 0);
    }

    @Test
    void whatNobodyScansAheadIsScannedInItsTurn() throws Exception {
        DecodedBudget budget = new DecodedBudget(PLENTY);

        readAhead(IN_MEMORY, never -> {}, budget).drain(SLICE, (source, scanned) -> {
            assertThat(scanned)
                    .isCompletedWithValueMatching(object -> object.source().equals(source));
            taken.add(source.key());
        });

        assertThat(taken).isEqualTo(keys());
        assertHeld(budget, PLENTY, 0);
    }

    @Test
    void whatThereIsNoRoomForIsScannedAheadOnceThereIs() throws Exception {
        List<String> readers = new ArrayList<>();
        AsyncObjectReader reader = new StoreObjectReader(BUCKET, read -> {
            readers.add(scansAhead ? "ahead" : "in turn");
            read.run();
        });
        ObjectFetcher byRange = source -> CompletableFuture.completedFuture(new FetchedObject.ByRange(source, reader));
        DecodedBudget budget = new DecodedBudget(1);

        readAhead(byRange, this::ahead, budget)
                .drain(Collections.nCopies(OBJECTS, BUCKET.source("key")), (source, scanned) -> {
                    assertThat(scanned).isCompleted();
                    assertHeld(budget, 1, heldBytes);
                });

        assertThat(readers).isNotEmpty().containsOnly("ahead");
        assertHeld(budget, 1, 0);
    }

    /** There is no room to scan ahead, and the last was fetched first: it waits before those that are taken. */
    @Test
    void whatIsTakenIsNotHeldAnyLonger() throws Exception {
        DecodedBudget full = new DecodedBudget(1);
        full.take(1);
        Deque<CompletableFuture<FetchedObject>> slow = new ArrayDeque<>();
        ObjectFetcher lastFirst = source -> {
            CompletableFuture<FetchedObject> bytes = new CompletableFuture<>();
            slow.add(bytes);
            return source.equals(SLICE.get(OBJECTS - 1)) ? IN_MEMORY.fetch(source) : bytes;
        };
        Executor thenTheOthers = task -> {
            task.run();
            while (!slow.isEmpty()) {
                slow.poll().complete(new FetchedObject.Whole(SLICE.get(0), FILE));
            }
        };
        List<WeakReference<ScannedObject>> takenBefore = new ArrayList<>();

        readAhead(lastFirst, thenTheOthers, full).drain(SLICE, (source, scanned) -> {
            System.gc();
            assertThat(takenBefore).allMatch(object -> object.refersTo(null));
            takenBefore.add(new WeakReference<>(scanned.join()));
        });

        assertThat(takenBefore).hasSize(OBJECTS);
    }

    /** That it is fetched is told only after its writer has taken it, and after another that nobody has scanned. */
    @Test
    void whatIsTakenBeforeItIsToldOfIsNotHeldEither() throws Exception {
        DecodedBudget full = new DecodedBudget(1);
        full.take(1);
        Deque<Runnable> told = new ArrayDeque<>();
        List<WeakReference<ScannedObject>> takenBefore = new ArrayList<>();

        readAhead(IN_MEMORY, told::push, full).drain(SLICE, (source, scanned) -> {
            while (!told.isEmpty()) {
                told.pop().run();
            }
            System.gc();
            assertThat(takenBefore).allMatch(object -> object.refersTo(null));
            takenBefore.add(new WeakReference<>(scanned.join()));
        });

        assertThat(takenBefore).hasSize(OBJECTS);
    }

    @Test
    void anObjectThatCannotBeFetchedTakesNothing() throws Exception {
        DecodedBudget budget = new DecodedBudget(PLENTY);
        ObjectFetcher failing =
                source -> CompletableFuture.failedFuture(new StorageException(Kind.NOT_FOUND, "gone", null));

        readAhead(failing, AT_ONCE, budget).drain(SLICE, (source, scanned) -> {
            assertThatThrownBy(scanned::get).hasCauseInstanceOf(StorageException.class);
            taken.add(source.key());
        });

        assertThat(taken).isEqualTo(keys());
        assertHeld(budget, PLENTY, 0);
    }

    @Test
    void aSliceGivenUpKeepsNothing() {
        DecodedBudget budget = new DecodedBudget(PLENTY);

        assertThatThrownBy(() -> readAhead(IN_MEMORY, AT_ONCE, budget).drain(SLICE, ReadAheadTest::interrupted))
                .isInstanceOf(InterruptedException.class);

        assertHeld(budget, PLENTY, 0);
    }

    @Test
    void whatComesAfterASliceWasGivenUpIsNotScanned() {
        DecodedBudget budget = new DecodedBudget(PLENTY);
        Queue<Runnable> tasks = new ArrayDeque<>();

        assertThatThrownBy(() -> readAhead(IN_MEMORY, tasks::add, budget).drain(SLICE, ReadAheadTest::interrupted))
                .isInstanceOf(InterruptedException.class);
        runAll(tasks);

        assertHeld(budget, PLENTY, 0);
    }

    private ReadAhead readAhead(ObjectFetcher fetcher, Executor scanThreads, DecodedBudget budget) {
        return new ReadAhead(fetcher, scanner, scanThreads, new ReadAheadBudget(OBJECTS, PLENTY), budget);
    }

    private static void interrupted(SourceObject source, Object scanned) throws InterruptedException {
        throw new InterruptedException("given up");
    }

    private void ahead(Runnable scan) {
        scansAhead = true;
        scan.run();
        scansAhead = false;
    }

    private static void runAll(Queue<Runnable> tasks) {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** At most so much of it is taken. */
    private static void assertHeld(DecodedBudget budget, long all, long most) {
        long left = all - most;
        budget.take(left - 1);
        assertThat(budget.isOpen()).isTrue();
        budget.release(left - 1);
    }

    private static List<String> keys() {
        return SLICE.stream().map(SourceObject::key).toList();
    }
}
