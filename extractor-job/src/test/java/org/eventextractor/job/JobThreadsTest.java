package org.eventextractor.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
}
