package org.eventextractor.job.slice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadAheadBudgetTest {

    private static final int KILOBYTE = 1024;
    private static final int SLICES = 8;

    private final ExecutorService threads = Executors.newFixedThreadPool(SLICES);

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void noMoreObjectsAreHeldThanAllowed() throws InterruptedException {
        ReadAheadBudget budget = new ReadAheadBudget(2, 1 << 20);

        assertThat(budget.tryReserve(0)).isTrue();
        assertThat(budget.tryReserve(0)).isTrue();
        assertThat(budget.tryReserve(0)).isFalse();
        budget.release(0);
        assertThat(budget.tryReserve(0)).isTrue();
    }

    @Test
    void noMoreBytesAreHeldThanAllowed() throws InterruptedException {
        ReadAheadBudget budget = new ReadAheadBudget(100, 10 * KILOBYTE);

        assertThat(budget.tryReserve(6 * KILOBYTE)).isTrue();
        assertThat(budget.tryReserve(6 * KILOBYTE)).isFalse();
        assertThat(budget.tryReserve(2 * KILOBYTE)).isTrue();
    }

    @Test
    void whatIsRefusedTakesNothing() throws InterruptedException {
        ReadAheadBudget budget = new ReadAheadBudget(2, 10 * KILOBYTE);
        budget.reserve(5 * KILOBYTE);

        assertThat(budget.tryReserve(9 * KILOBYTE)).isFalse();
        assertThat(budget.tryReserve(3 * KILOBYTE)).isTrue();
    }

    @Test
    void anObjectLargerThanAllTakesAll() throws InterruptedException {
        ReadAheadBudget budget = new ReadAheadBudget(100, 10 * KILOBYTE);

        assertThat(budget.tryReserve(Long.MAX_VALUE)).isTrue();
        assertThat(budget.tryReserve(1)).isFalse();
        budget.release(Long.MAX_VALUE);
        assertThat(budget.tryReserve(1)).isTrue();
    }

    @Test
    void whoWaitsForALargeObjectIsNotOvertakenBySmallOnes() throws Exception {
        ReadAheadBudget budget = new ReadAheadBudget(100, 10 * KILOBYTE);
        budget.reserve(1);
        CountDownLatch waiting = new CountDownLatch(1);
        Future<Boolean> large = threads.submit(() -> {
            waiting.countDown();
            budget.reserve(10 * KILOBYTE);
            return true;
        });
        waiting.await();

        while (budget.tryReserve(1)) {
            budget.release(1);
        }
        assertThat(large).isNotDone();
        budget.release(1);
        assertThat(large.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anInterruptedWaitTakesNothing() throws Exception {
        ReadAheadBudget budget = new ReadAheadBudget(2, 10 * KILOBYTE);
        budget.reserve(10 * KILOBYTE);
        Future<Boolean> interrupted = threads.submit(() -> {
            budget.reserve(1);
            return true;
        });
        interrupted.cancel(true);
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

        budget.release(10 * KILOBYTE);
        assertThat(budget.tryReserve(1)).isTrue();
        assertThat(budget.tryReserve(1)).isTrue();
    }

    /** Each slice takes its objects as {@link ReadAhead} does: it waits only while it holds nothing. */
    @Test
    void manySlicesOfObjectsOfAllSizesComeToTheirEndWithinTheBudget() throws Exception {
        long seed = System.nanoTime();
        Usage usage = new Usage(5, 64 * KILOBYTE);
        List<Future<Boolean>> slices = new ArrayList<>();
        for (int slice = 0; slice < SLICES; slice++) {
            Random random = new Random(seed + slice);
            slices.add(threads.submit(() -> {
                usage.drain(random);
                return true;
            }));
        }
        for (Future<Boolean> slice : slices) {
            assertThat(slice.get(50, TimeUnit.SECONDS)).as("seed %d", seed).isTrue();
        }
        assertThat(usage.mostObjects.get()).as("seed %d", seed).isBetween(1, usage.maxObjects);
        assertThat(usage.mostBytes.get()).as("seed %d", seed).isBetween(1L, usage.maxBytes);
    }

    /** A budget, and the most that was held of it. */
    private static final class Usage {

        private static final int OBJECTS_OF_A_SLICE = 500;

        private final int maxObjects;
        private final long maxBytes;
        private final ReadAheadBudget budget;
        private final AtomicInteger objects = new AtomicInteger();
        private final AtomicLong bytes = new AtomicLong();
        private final AtomicInteger mostObjects = new AtomicInteger();
        private final AtomicLong mostBytes = new AtomicLong();

        Usage(int maxObjects, long maxBytes) {
            this.maxObjects = maxObjects;
            this.maxBytes = maxBytes;
            this.budget = new ReadAheadBudget(maxObjects, maxBytes);
        }

        void drain(Random random) throws InterruptedException {
            List<Long> held = new ArrayList<>();
            for (int i = 0; i < OBJECTS_OF_A_SLICE; i++) {
                long size = random.nextInt(10) == 0 ? maxBytes - 1 : random.nextInt(4 * KILOBYTE);
                while (!held.isEmpty() && !budget.tryReserve(size)) {
                    giveBack(held.remove(0));
                }
                if (held.isEmpty()) {
                    budget.reserve(size);
                }
                take(size);
                held.add(size);
            }
            held.forEach(this::giveBack);
        }

        private void take(long size) {
            mostObjects.accumulateAndGet(objects.incrementAndGet(), Math::max);
            mostBytes.accumulateAndGet(bytes.addAndGet(size), Math::max);
        }

        private void giveBack(long size) {
            objects.decrementAndGet();
            bytes.addAndGet(-size);
            budget.release(size);
        }
    }
}
