package org.eventextractor.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.eventextractor.job.fetch.FetchMethod;
import org.junit.jupiter.api.Test;

class JobThreadsTest {

    @Test
    void aThreadFindsClassesWhoeverAskedForIt() throws Exception {
        CompletableFuture<ClassLoader> found = new CompletableFuture<>();
        try (JobThreads threads = new JobThreads(new JobResources(1, 1, 1, 1, FetchMethod.SDK, Path.of(".")))) {
            Thread asker = new Thread(() -> threads.scanners()
                    .execute(() -> found.complete(Thread.currentThread().getContextClassLoader())));
            asker.setContextClassLoader(null);
            asker.start();

            assertThat(found.get(10, TimeUnit.SECONDS)).isNotNull();
        }
    }

    /** Whoever stops the timer goes on where its task does, so it has to have ended. */
    @Test
    void aTimerThatIsStoppedIsAtWorkNoMore() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        try (JobThreads threads = new JobThreads(new JobResources(1, 1, 1, 1, FetchMethod.SDK, Path.of(".")))) {
            threads.every(Duration.ofMillis(1), () -> {
                begun.countDown();
                endSomeTimeAfterAnInterrupt();
                ended.set(true);
            });
            begun.await();

            assertThat(threads.stopTimer()).isTrue();

            assertThat(ended).isTrue();
        }
    }

    private static void endSomeTimeAfterAnInterrupt() {
        try {
            Thread.sleep(Duration.ofMinutes(5).toMillis());
        } catch (InterruptedException interrupted) {
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
    }
}
