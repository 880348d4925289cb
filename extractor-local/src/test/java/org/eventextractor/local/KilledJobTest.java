package org.eventextractor.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eventextractor.core.callback.CallbackPolicy;
import org.eventextractor.core.catalogue.CatalogueReader;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.lifecycle.StatusStore;
import org.eventextractor.core.plan.Planner;
import org.eventextractor.core.plan.SliceLimits;
import org.eventextractor.core.prepare.Preparation;
import org.eventextractor.core.prepare.RequestPreparer;
import org.eventextractor.core.request.RequestParser;
import org.eventextractor.core.request.RequestPolicy;
import org.eventextractor.core.request.UserFile;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ObjectStores;
import org.eventextractor.core.storage.ObjectSummary;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.local.demo.Comparison;
import org.eventextractor.local.demo.Delivered;
import org.eventextractor.s3.EmbeddedS3;
import org.eventextractor.samples.FileShape;
import org.eventextractor.samples.SampleEvents;
import org.eventextractor.samples.SampleRequest;
import org.eventextractor.samples.SampleSpec;
import org.eventextractor.samples.SampleType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Batch job's own process, attempt by attempt, as Batch would start it. */
@Timeout(300)
class KilledJobTest {

    private static final Path JOB_JAR = Path.of("../extractor-job/target/extractor-job.jar");
    private static final String JOB = "job-1";
    private static final RequestPaths PATHS = new RequestPaths("a/my_request.json", "0123456789abcdef");
    private static final SampleSpec SPEC = SampleSpec.of(
                    21, List.of(SampleType.STARTED_SESSION), LocalDate.parse("2024-02-29"), 1)
            .withFiles(200, FileShape.ofRows(10))
            .withUsers(40, 20);

    private static final int OBJECTS_OF_A_SLICE = 20;

    @TempDir
    Path folder;

    private EmbeddedS3 s3;
    private ObjectStores stores;
    private ObjectStore requests;

    @BeforeEach
    void plan() {
        assumeTrue(Files.exists(JOB_JAR), "the job's jar is made by mvn package");
        s3 = EmbeddedS3.start(folder.resolve("s3"), 0, List.of("events", "requests"), object -> {});
        stores = new ObjectStores(s3.clientEnvironment(), 8);
        requests = stores.open(StorageUri.s3("requests", ""));
        ObjectStore events = stores.open(StorageUri.s3("events", ""));
        new SampleEvents(SPEC).writeTo(events, "prod");
        RequestPolicy policy = RequestPolicy.unrestricted(
                CatalogueReader.defaultCatalogue(), StorageUri.s3("events", "prod"), CallbackPolicy.publicHttps());
        status().create();
        Preparation preparation = new RequestPreparer(
                        policy,
                        new RequestParser(policy, UserFile.in(requests)),
                        requests,
                        location -> new Planner(events, new SliceLimits(1 << 20, OBJECTS_OF_A_SLICE), 4))
                .prepare(
                        PATHS,
                        SampleRequest.of(SPEC).toJson(),
                        Clock.systemUTC().instant());
        assertThat(preparation).isInstanceOf(Preparation.Planned.class);
    }

    @AfterEach
    void stop() {
        stores.close();
        s3.close();
    }

    @ParameterizedTest
    @CsvSource({"KILL, 137", "TERM, 143"})
    void aJobThatIsKilledLeavesNothingFinalAndTheNextAttemptGoesOn(String signal, int exitCode) throws Exception {
        Process first = start(1, "1", "-Xmx512m");
        awaitReport(first);

        new ProcessBuilder("kill", "-" + signal, String.valueOf(first.pid()))
                .start()
                .waitFor();

        assertThat(exitCode(first)).isEqualTo(exitCode);
        assertThat(status().read().map(RequestStatus::state)).hasValue(RequestState.RUNNING);
        assertThat(keys(PATHS.output(JOB))).noneMatch(key -> key.endsWith(".json"));

        assertThat(exitCode(start(2, "16", "-Xmx512m"))).isZero();
        assertThat(status().read().map(RequestStatus::state)).hasValue(RequestState.COMPLETED);
        assertThat(log()).doesNotContain("is done again");
        assertExact();
    }

    @Test
    void aHeapThatIsExhaustedIsToldByTheExitCode() throws Exception {
        assertThat(exitCode(start(1, "16", "-Xmx12m"))).isEqualTo(3);
    }

    private void assertExact() {
        var expected =
                new SampleEvents(SPEC).expected(SPEC.wanted(), SPEC.range()).toList();
        var found = new Delivered(requests, PATHS.output(JOB)).events(SPEC.types(), folder.resolve("found"));
        assertThat(Comparison.of(expected, found)).isEqualTo(new Comparison(expected.size(), 0, 0));
    }

    /** @param inFlight how fast it may be */
    private Process start(int attempt, String inFlight, String heap) throws IOException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Path options = JOB_JAR.resolveSibling("extractor-job.options").toAbsolutePath();
        line.addAll(List.of("@" + options, heap, "-jar", JOB_JAR.toString()));
        ProcessBuilder builder = new ProcessBuilder(line);
        var environment = builder.environment();
        environment.putAll(s3.clientEnvironment());
        environment.put("AWS_BATCH_JOB_ID", JOB);
        environment.put("AWS_BATCH_JOB_ATTEMPT", String.valueOf(attempt));
        environment.put("EXTRACTOR_ATTEMPTS", "5");
        environment.put("EXTRACTOR_REQUEST_BUCKET", "requests");
        environment.put("EXTRACTOR_REQUEST_KEY", PATHS.requestKey());
        environment.put("EXTRACTOR_REQUEST_ID", PATHS.requestId());
        environment.put("EXTRACTOR_THREADS", "1");
        environment.put("EXTRACTOR_IN_FLIGHT", inFlight);
        environment.put("EXTRACTOR_SCRATCH", folder.resolve("scratch").toString());
        return builder.redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    private int exitCode(Process process) throws IOException, InterruptedException {
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).as(log()).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private void awaitReport(Process process) throws IOException, InterruptedException {
        while (requests.find(PATHS.sliceReport(0)).isEmpty()) {
            assertThat(process.isAlive()).as(log()).isTrue();
            Thread.sleep(5);
        }
    }

    private List<String> keys(String prefix) {
        return requests.list(prefix, null).objects().stream()
                .map(ObjectSummary::key)
                .toList();
    }

    private StatusStore status() {
        return new StatusStore(requests, PATHS, Clock.systemUTC());
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }
}
