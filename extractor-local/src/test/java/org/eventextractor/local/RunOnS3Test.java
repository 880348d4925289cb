package org.eventextractor.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ObjectStores;
import org.eventextractor.core.storage.ObjectSummary;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.s3.EmbeddedS3;
import org.eventextractor.samples.FileShape;
import org.eventextractor.samples.SampleEvents;
import org.eventextractor.samples.SampleRequest;
import org.eventextractor.samples.SampleSpec;
import org.eventextractor.samples.SampleType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code java -jar extractor-job.jar run} from one S3 prefix to another, as a person starts it. */
@Timeout(120)
class RunOnS3Test {

    private static final Path JOB_JAR = Path.of("../extractor-job/target/extractor-job.jar");
    private static final SampleSpec SMALL = SampleSpec.of(
                    3, List.of(SampleType.STARTED_SESSION), LocalDate.parse("2024-02-29"), 1)
            .withFiles(3, FileShape.ofRows(30))
            .withUsers(20, 5);

    @TempDir
    Path folder;

    @Test
    void everythingStaysBelowThePrefixThatWasGiven() throws Exception {
        assumeTrue(Files.exists(JOB_JAR), "the job's jar is made by mvn package");
        try (EmbeddedS3 s3 = EmbeddedS3.start(folder.resolve("s3"), 0, List.of("events", "results"), object -> {});
                ObjectStores stores = new ObjectStores(s3.clientEnvironment(), 4)) {
            new SampleEvents(SMALL).writeTo(stores.open(StorageUri.s3("events", "")), "v2021-01/parquet");

            Process run = start(s3);
            assertThat(run.waitFor(90, TimeUnit.SECONDS)).isTrue();
            assertThat(run.exitValue())
                    .as(Files.readString(folder.resolve("log")))
                    .isZero();

            List<String> keys = keys(stores.open(StorageUri.s3("results", "")));
            assertThat(keys)
                    .allMatch(key -> key.startsWith("teams/a/"))
                    .anyMatch(key -> key.matches("teams/a/event_data_subset_[^/]+/manifest.json"))
                    .contains("teams/a/my_request.status.json");
        }
    }

    private Process start(EmbeddedS3 s3) throws IOException {
        Path request = Files.write(
                folder.resolve("my_request.json"), SampleRequest.of(SMALL).toJson());
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                JOB_JAR.toString(),
                "run",
                "--request",
                request.toString(),
                "--events",
                "s3://events/v2021-01/parquet",
                "--out",
                "s3://results/teams/a");
        builder.environment().putAll(s3.clientEnvironment());
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private static List<String> keys(ObjectStore store) {
        return store.list("", null).objects().stream().map(ObjectSummary::key).toList();
    }
}
