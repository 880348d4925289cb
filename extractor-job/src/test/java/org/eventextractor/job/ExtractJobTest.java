package org.eventextractor.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventextractor.job.SampleJob.ATTEMPTS;
import static org.eventextractor.job.SampleJob.OUTPUT;
import static org.eventextractor.job.SampleJob.PATHS;
import static org.eventextractor.job.SampleJob.SEVERAL_SLICES;
import static org.eventextractor.job.SampleJob.SPEC;
import static org.eventextractor.job.SampleJob.attempt;
import static org.eventextractor.job.SampleJob.expectedEvents;
import static org.eventextractor.job.SampleJob.shard;
import static org.eventextractor.job.SampleJob.writers;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.plan.SliceLimits;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.WriteCondition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The job as a whole, over stores in memory. */
@Timeout(120)
class ExtractJobTest {

    @TempDir
    Path scratch;

    private SampleJob job;

    @BeforeEach
    void begin() {
        job = new SampleJob(scratch);
    }

    @Test
    void everythingAskedForIsDelivered() {
        job.prepared(SliceLimits.standard());

        assertThat(job.run(attempt(1)).state()).isEqualTo(RequestState.COMPLETED);

        assertThat(job.text("results.json")).contains("\"extractionStatus\" : \"completed\"");
        assertThat(job.deliveredEvents()).isEqualTo(expectedEvents());
        RequestStatus status = job.status();
        assertThat(status.state()).isEqualTo(RequestState.COMPLETED);
        assertThat(status.progress().percentComplete()).isEqualTo(100);
        assertThat(status.progress().eventsMatched()).isEqualTo(expectedEvents());
        assertThat(status.links().results()).isEqualTo("s3://requests/" + OUTPUT + "results.json");
    }

    @Test
    void theResultsAreWrittenWhenAllOtherDocumentsAreThere() {
        job.prepared(SEVERAL_SLICES);
        job.requests.forgetCalls();

        job.run(attempt(1));

        assertThat(job.requests.writtenKeys().stream().filter(key -> key.startsWith(OUTPUT)))
                .contains(OUTPUT + "request_completed.json", OUTPUT + "manifest.json", OUTPUT + "errors.json")
                .last()
                .isEqualTo(OUTPUT + "results.json");
    }

    @Test
    void everyObjectOfThePlanIsFetchedOnce() {
        job.prepared(SliceLimits.standard());
        job.events.forgetCalls();

        job.run(attempt(1));

        assertThat(job.events.listedPrefixes()).isEmpty();
        assertThat(job.events.readKeys()).doesNotHaveDuplicates().hasSize(SPEC.fileCount());
    }

    @Test
    void theBytesDoNotDependOnTheNumberOfThreads() {
        job.prepared(SEVERAL_SLICES);
        job.run(attempt(1), 1, job.events);
        Map<String, Integer> first = job.dataFiles();

        assertThat(first).hasSizeGreaterThan(2);
        job.forgetOutput();
        job.run(attempt(1), 7, job.events);
        assertThat(job.dataFiles()).isEqualTo(first);
    }

    @Test
    void aLaterAttemptDoesOnlyTheSlicesThatAreNotDone() {
        job.prepared(SEVERAL_SLICES);
        job.run(attempt(1));
        Map<String, Integer> first = job.dataFiles();
        job.requests.delete(PATHS.sliceReport(2));
        job.requests.delete(PATHS.status());
        job.events.forgetCalls();

        assertThat(job.run(attempt(2)).state()).isEqualTo(RequestState.COMPLETED);

        assertThat(job.events.readKeys()).hasSize(4);
        assertThat(job.dataFiles()).isEqualTo(first);
        assertThat(job.status().progress().eventsMatched()).isEqualTo(expectedEvents());
    }

    @Test
    void aCallbackThatIsLeftToCompletionIsNotPosted() {
        job.writeSamples();
        job.plan(SliceLimits.standard(), ", \"callbackURL\": \"https://receiver.invalid/done\"");

        assertThat(job.run(attempt(1), 2, job.events, job.requests, ResultsOutlet.leftToCompletion())
                        .state())
                .isEqualTo(RequestState.COMPLETED);

        assertThat(job.status().links().results()).isNotNull();
        assertThat(job.status().callbackDelivery()).isEmpty();
    }

    @Test
    void theLastOfSeveralShardsPublishes() {
        job.prepared(SEVERAL_SLICES);

        assertThat(job.run(shard(1, 2)).state()).isEqualTo(RequestState.RUNNING);
        assertThat(job.requests.keys()).doesNotContain(OUTPUT + "manifest.json");

        assertThat(job.run(shard(0, 2)).state()).isEqualTo(RequestState.COMPLETED);
        assertThat(job.status().progress().eventsMatched()).isEqualTo(expectedEvents());
    }

    @Test
    void whatCannotBeReadIsNamedAndTheRestDelivered() {
        job.writeSamples();
        job.events.write(
                "prod/started_session/year=2024/month=02/day=29/broken.parquet",
                "<html>not found</html>".getBytes(StandardCharsets.UTF_8),
                "text/html",
                WriteCondition.always());
        job.plan(SliceLimits.standard(), "");

        assertThat(job.run(attempt(1)).state()).isEqualTo(RequestState.COMPLETED_WITH_ERRORS);

        assertThat(job.text("error_days.json")).contains("started_session/year=2024/month=02/day=29");
        assertThat(job.text("errors.json")).contains("broken.parquet").contains("notParquet");
        assertThat(job.deliveredEvents()).isEqualTo(expectedEvents());
    }

    @Test
    void anObjectChangedAfterPlanningIsAnErrorAndNotAMix() {
        job.prepared(SliceLimits.standard());
        String key = job.events.keys().iterator().next();
        job.events.write(key, new byte[] {1, 2, 3}, "x", WriteCondition.always());

        assertThat(job.run(attempt(1)).state()).isEqualTo(RequestState.COMPLETED_WITH_ERRORS);
        assertThat(job.text("errors.json")).contains("\"changed\"");
    }

    @Test
    void anExtractOfWhichNothingCouldBeReadHasFailed() {
        job.prepared(SliceLimits.standard());
        job.events.keys().forEach(key -> job.events.failOn(key, StorageException.Kind.ACCESS_DENIED));

        assertThat(job.run(attempt(1)).state()).isEqualTo(RequestState.FAILED);
        assertThat(job.status().stateReason().code()).isEqualTo("nothingReadable");
        assertThat(job.requests.keys()).doesNotContain(OUTPUT + "manifest.json").contains(OUTPUT + "results.json");
    }

    @Test
    void anExtractThatItsErrorPolicyFailsLeavesNoDataBehind() {
        job.writeSamples();
        job.events.with("prod/started_session/year=2024/month=02/day=29/broken.parquet", new byte[0]);
        job.plan(SliceLimits.standard(), ",\"errorPolicy\": {\"onPartitionError\": \"fail\"}");

        assertThat(job.run(attempt(1)).state()).isEqualTo(RequestState.FAILED);

        assertThat(job.dataFiles()).isEmpty();
        assertThat(job.requests.keys()).doesNotContain(OUTPUT + "manifest.json");
        assertThat(job.deliveredEvents()).isZero();
        assertThat(job.status().stateReason().code()).isEqualTo("tooManyFailedPartitions");
    }

    @Test
    void aColumnThatNoFileHasIsAWarning() {
        job.writeSamples();
        job.plan(SliceLimits.standard(), ",\"output\": {\"columns\": [\"path\", \"Path\"]}");

        assertThat(job.run(attempt(1)).state()).isEqualTo(RequestState.COMPLETED);

        assertThat(job.text("results.json"))
                .contains("columnMissing")
                .contains("\\\"Path\\\"")
                .doesNotContain("\\\"path\\\"");
    }

    @Test
    void aMissingPlanFailsTheRequestWithAReason() {
        job.prepared(SliceLimits.standard());
        job.requests.delete(PATHS.plan());

        assertThat(job.run(attempt(1)).state()).isEqualTo(RequestState.FAILED);
        assertThat(job.status().stateReason().code()).isEqualTo("requestFilesChanged");
    }

    @Test
    void theScratchFolderIsLeftEmpty() {
        job.prepared(SliceLimits.standard());

        job.run(attempt(1));

        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void aDataFileThatCannotBeStoredFailsTheRequestAndLeavesNothingAtWork() throws Exception {
        job.prepared(SEVERAL_SLICES);
        job.requests.failOn(OUTPUT + "started_session/part-00001.parquet", StorageException.Kind.UNAVAILABLE);

        assertThat(job.run(attempt(ATTEMPTS)).state()).isEqualTo(RequestState.FAILED);

        assertThat(job.status().stateReason().code()).isEqualTo("storageUnavailable");
        assertThat(scratch).isEmptyDirectory();
        assertThat(writers()).isEmpty();
    }

    @Test
    void aWriterThatWaitsForAFetchEndsWithTheJob() throws Exception {
        job.prepared(SEVERAL_SLICES);
        job.requests.failOn(OUTPUT + "started_session/part-00000.parquet", StorageException.Kind.UNAVAILABLE);
        String stuck = job.events.keys().get(job.events.keys().size() - 1);

        assertThat(job.run(attempt(ATTEMPTS), 8, new StuckStore(job.events, stuck))
                        .state())
                .isEqualTo(RequestState.FAILED);

        assertThat(scratch).isEmptyDirectory();
        assertThat(writers()).isEmpty();
    }
}
