package org.eventextractor.local.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.storage.ObjectStores;
import org.eventextractor.local.batch.JavaJobCommand;
import org.eventextractor.local.batch.JobCommand;
import org.eventextractor.local.batch.JobLimits;
import org.eventextractor.local.queue.EventQueue;
import org.eventextractor.samples.FileShape;
import org.eventextractor.samples.SampleSpec;
import org.eventextractor.samples.SampleType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many requests at once, the event of each delivered twenty times, in no order. {@code -Dflood.requests=500} makes it
 * the long form.
 */
@Timeout(3600)
class FloodTest {
    private static final Path JOB_JAR = Path.of("../extractor-job/target/extractor-job.jar");
    private static final int REQUESTS = Integer.getInteger("flood.requests", 25);
    private static final int DELIVERIES = 20;
    /** They wait for each other: all jobs have the cores of one machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(180 + 4L * REQUESTS);

    private static final Duration SPREAD = Duration.ofSeconds(5);
    private static final SampleSpec TINY = SampleSpec.of(41, List.of(SampleType.NUDGED), LocalDate.of(2024, 2, 29), 1)
            .withFiles(1, FileShape.ofRows(20))
            .withUsers(5, 3)
            .withShares(0.35, 0);

    @TempDir
    Path folder;

    @Test
    void asManyJobsAsRequests() throws Exception {
        assumeTrue(Files.exists(JOB_JAR), "the job's jar is made by mvn package");
        AtomicInteger started = new AtomicInteger();
        JobCommand job = new JavaJobCommand(JOB_JAR, JobLimits.ofThisMachine());
        LocalSettings settings = LocalSettings.of(folder, container -> {
                    started.incrementAndGet();
                    return job.line(container);
                })
                .withDeliveries(DELIVERIES, SPREAD);
        try (LocalPlatform platform = LocalPlatform.start(settings);
                ObjectStores stores = new ObjectStores(platform.clientEnvironment(), 16);
                EventQueue queue = platform.openQueue(LocalPlatform.INTAKE_QUEUE);
                EventQueue deadLetters = platform.openQueue(LocalPlatform.INTAKE_QUEUE + "-dead-letters")) {
            Study study = new Study(stores, TINY, folder.resolve("downloads"));
            study.writeEvents();
            List<String> keys = IntStream.range(0, REQUESTS)
                    .mapToObj(i -> "flood/" + i + "/my_request.json")
                    .toList();
            keys.parallelStream().forEach(study::drop);
            Set<String> jobs = new TreeSet<>();
            for (String key : keys) {
                RequestStatus end = study.awaitEnd(key, PATIENCE);
                assertThat(end.state()).as(key).isEqualTo(RequestState.COMPLETED);
                jobs.add(String.valueOf(end.jobId()));
            }
            awaitEmpty(queue);
            assertThat(jobs).hasSize(REQUESTS);
            assertThat(started).hasValue(REQUESTS);
            assertThat(deadLetters.size()).isZero();
            study.assertExact(keys.get(0), study.awaitEnd(keys.get(0), PATIENCE));
        }
    }

    /** After all copies of all events no more jobs can come. */
    private static void awaitEmpty(EventQueue queue) throws InterruptedException {
        while (queue.size() > 0) {
            Thread.sleep(200);
        }
    }
}
