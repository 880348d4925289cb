package org.eventextractor.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventextractor.job.SampleJob.ATTEMPTS;
import static org.eventextractor.job.SampleJob.JOB;
import static org.eventextractor.job.SampleJob.OUTPUT;
import static org.eventextractor.job.SampleJob.PATHS;
import static org.eventextractor.job.SampleJob.SEVERAL_SLICES;
import static org.eventextractor.job.SampleJob.attempt;
import static org.eventextractor.job.SampleJob.expectedEvents;
import static org.eventextractor.job.SampleJob.shard;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.lifecycle.Progress;
import org.eventextractor.core.lifecycle.RequestState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an attempt keeps of one that was killed: slices whose report and data file are as they were written. */
@Timeout(120)
class LaterAttemptTest {

    private static final String PART = OUTPUT + "started_session/part-00002.parquet";
    private static final String REPORT = PATHS.sliceReport(2);
    private static final int OBJECTS_OF_A_SLICE = 4;

    @TempDir
    Path scratch;

    private SampleJob job;
    private Map<String, Integer> dataFiles;

    @BeforeEach
    void killedBeforePublishing() {
        job = new SampleJob(scratch).prepared(SEVERAL_SLICES);
        job.run(attempt(1));
        dataFiles = job.dataFiles();
        assertThat(dataFiles).containsKey(PART).hasSizeGreaterThan(2);
        job.forgetEnd();
        job.events.forgetCalls();
        job.requests.forgetCalls();
    }

    @Test
    void whatIsDoneIsNotDoneAgain() {
        assertDelivered();

        assertThat(job.events.readKeys()).isEmpty();
    }

    @Test
    void aDataFileIsReadOnceToKnowItsBytes() {
        assertDelivered();

        // looked up and read when its slice is found done, and looked up when it is published
        assertThat(job.requests.readKeys()).filteredOn(PART::equals).hasSize(3);
    }

    @Test
    void aDataFileWithAnotherByteIsDoneAgain() {
        byte[] bytes = job.requests.bytes(PART);
        bytes[bytes.length / 2] ^= 1;
        job.requests.with(PART, bytes);

        assertSliceDoneAgain();
    }

    @Test
    void aTruncatedDataFileIsDoneAgain() {
        byte[] bytes = job.requests.bytes(PART);
        job.requests.with(PART, Arrays.copyOf(bytes, bytes.length / 2));

        assertSliceDoneAgain();
    }

    @Test
    void aDataFileReplacedByAnotherIsDoneAgain() {
        job.requests.with(PART, job.requests.bytes(OUTPUT + "started_session/part-00000.parquet"));

        assertSliceDoneAgain();
    }

    @Test
    void aDataFileThatIsGoneIsDoneAgain() {
        job.requests.delete(PART);

        assertSliceDoneAgain();
    }

    @Test
    void anAttemptKilledBetweenDataFileAndReportIsMadeUpFor() {
        job.requests.delete(REPORT);

        assertSliceDoneAgain();
    }

    @Test
    void aReportThatIsNotGzipIsDoneAgain() {
        job.requests.with(REPORT, "{}".getBytes(StandardCharsets.UTF_8));

        assertSliceDoneAgain();
    }

    @Test
    void aReportThatBreaksOffIsDoneAgain() {
        byte[] bytes = job.requests.bytes(REPORT);
        job.requests.with(REPORT, Arrays.copyOf(bytes, bytes.length - 9));

        assertSliceDoneAgain();
    }

    @Test
    void aReportThatIsNotJsonIsDoneAgain() {
        job.requests.with(REPORT, Json.writeGzip("no report"));

        assertSliceDoneAgain();
    }

    @Test
    void aReportOfNothingIsDoneAgain() {
        job.requests.with(REPORT, Json.writeGzip(Json.tree(null)));

        assertSliceDoneAgain();
    }

    @Test
    void aReportWithoutItsFieldsIsDoneAgain() {
        job.requests.with(REPORT, Json.writeGzip(Map.of("slice", 2, "eventType", "started_session")));

        assertSliceDoneAgain();
    }

    @Test
    void theReportOfAnotherSliceIsDoneAgain() {
        job.requests.with(REPORT, job.requests.bytes(PATHS.sliceReport(0)));

        assertSliceDoneAgain();
    }

    @Test
    void aDataFileThatNoReportNamesIsRemoved() {
        String stray = OUTPUT + "started_session/part-00099.parquet";
        job.requests.with(stray, new byte[] {1});

        assertDelivered();

        assertThat(job.requests.deletedKeys()).containsExactly(stray);
    }

    /** The first attempt of one of two shards has added its work to the status, and was killed. */
    @Test
    void aShardTriedAgainDoesNotCountItsWorkTwice() {
        job.forgetOutput();
        job.run(shard(0, 2));
        Progress first = job.status().progress();

        job.run(new JobAttempt(JOB, 2, ATTEMPTS, 0, 2));

        assertThat(job.status().progress()).isEqualTo(first);
        assertThat(job.run(shard(1, 2)).state()).isEqualTo(RequestState.COMPLETED);
        assertThat(job.status().progress().eventsMatched()).isEqualTo(expectedEvents());
    }

    /** What it told of objects of a slice that it did not end is in the status as well. */
    @Test
    void inTheEndTheStatusTellsWhatWasDelivered() {
        job.forgetOutput();
        job.run(shard(0, 2));
        job.statusStore().update(current -> current.withProgress(twice(current.progress())));

        assertThat(job.run(shard(1, 2)).state()).isEqualTo(RequestState.COMPLETED);

        assertThat(job.status().progress().eventsMatched()).isEqualTo(expectedEvents());
        assertThat(job.status().progress().percentComplete()).isEqualTo(100);
    }

    /** It wrote its last report before, and tells the status of it after another shard has begun to publish. */
    @Test
    void whatAShardTellsLateIsNotAddedToTheEnd() {
        job.forgetOutput();
        job.run(shard(0, 2));
        TriggeringStore late = new TriggeringStore(
                job.requests,
                OUTPUT + "manifest.json",
                () -> job.statusStore().update(current -> current.withProgress(twice(current.progress()))));

        assertThat(job.run(shard(1, 2), 1, job.events, late).state()).isEqualTo(RequestState.COMPLETED);

        assertThat(job.status().progress().eventsMatched()).isEqualTo(expectedEvents());
    }

    private static Progress twice(Progress told) {
        return new Progress(
                told.percentComplete(),
                told.slicesTotal(),
                told.slicesDone(),
                told.objectsTotal(),
                told.objectsDone(),
                2 * told.eventsMatched(),
                told.bytesRead(),
                2 * told.bytesWritten());
    }

    private void assertSliceDoneAgain() {
        assertDelivered();
        assertThat(job.events.readKeys()).hasSize(OBJECTS_OF_A_SLICE);
    }

    private void assertDelivered() {
        assertThat(job.run(attempt(2)).state()).isEqualTo(RequestState.COMPLETED);
        assertThat(job.dataFiles()).isEqualTo(dataFiles);
        assertThat(job.deliveredEvents()).isEqualTo(expectedEvents());
    }
}
