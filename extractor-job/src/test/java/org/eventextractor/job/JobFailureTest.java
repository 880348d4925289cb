package org.eventextractor.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventextractor.job.SampleJob.ATTEMPTS;
import static org.eventextractor.job.SampleJob.OUTPUT;
import static org.eventextractor.job.SampleJob.PATHS;
import static org.eventextractor.job.SampleJob.SEVERAL_SLICES;
import static org.eventextractor.job.SampleJob.attempt;
import static org.eventextractor.job.SampleJob.expectedEvents;
import static org.eventextractor.job.SampleJob.shard;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.eventextractor.core.lifecycle.RequestOwner;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.storage.StorageException.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a job tells Batch, and the requester, when it cannot do its work. */
@Timeout(120)
class JobFailureTest {

    private static final String SECOND_PART = OUTPUT + "started_session/part-00001.parquet";

    @TempDir
    Path scratch;

    private SampleJob job;

    @BeforeEach
    void prepare() {
        job = new SampleJob(scratch).prepared(SEVERAL_SLICES);
    }

    @Test
    void whatMayHealIsTriedAgainAndTheNextAttemptDelivers() {
        job.requests.failOn(SECOND_PART, Kind.UNAVAILABLE);

        assertThat(job.run(attempt(1)).exitCode()).isEqualTo(ExitCode.TRY_AGAIN);

        assertThat(job.status().state()).isEqualTo(RequestState.RUNNING);
        assertThat(job.status().stateReason().code()).isEqualTo("retrying");
        assertThat(job.status().stateReason().message()).contains("Storage did not answer", "Attempt 2 of 3");
        assertThat(job.has("incomplete.json")).isFalse();

        job.requests.heal(SECOND_PART);
        assertThat(job.run(attempt(2))).isEqualTo(JobOutcome.of(RequestState.COMPLETED));
        assertThat(job.status().attempt()).isEqualTo(2);
        assertThat(job.deliveredEvents()).isEqualTo(expectedEvents());
    }

    @Test
    void theLastAttemptFailsAndLeavesNothingThatLooksLikeData() {
        job.requests.failOn(SECOND_PART, Kind.UNAVAILABLE);

        assertThat(job.run(attempt(ATTEMPTS)).exitCode()).isEqualTo(ExitCode.FAILED);

        assertThat(job.status().state()).isEqualTo(RequestState.FAILED);
        assertThat(job.status().stateReason().code()).isEqualTo("storageUnavailable");
        assertThat(job.status().links().results()).endsWith(OUTPUT + "results.json");
        assertThat(job.text("incomplete.json")).contains("\"failed\"", "storageUnavailable");
        assertThat(job.results().get("extractionStatus").asText()).isEqualTo("failed");
        assertThat(job.has("manifest.json")).isFalse();
    }

    @Test
    void withoutCredentialsNoObjectIsCalledUnreadable() {
        job.events.keys().forEach(key -> job.events.failOn(key, Kind.CREDENTIALS_EXPIRED));

        assertThat(job.run(attempt(1)).exitCode()).isEqualTo(ExitCode.TRY_AGAIN);
        assertThat(job.requests.keys()).noneMatch(key -> key.contains("/report/"));
        assertThat(job.run(attempt(ATTEMPTS)).exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(job.status().stateReason().code()).isEqualTo("credentialsExpired");
    }

    @Test
    void aRefusalIsNotTriedAgain() {
        job.requests.failOn(SECOND_PART, Kind.ACCESS_DENIED);

        assertThat(job.run(attempt(1)).exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(job.status().stateReason().code()).isEqualTo("accessDenied");
    }

    @Test
    void aDamagedPlanIsNoFaultOfTheDisk() {
        job.requests.with(PATHS.plan(), "{".getBytes(StandardCharsets.UTF_8));

        assertThat(job.run(attempt(1)).exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(job.status().stateReason().code()).isEqualTo("requestFilesChanged");
    }

    /** Completion hears of the end, and knows whose job it was. */
    @Test
    void aStatusThatCannotBeReadIsTriedAgainAndAtLastLeftToCompletion() {
        job.requests.failOn(PATHS.status(), Kind.UNAVAILABLE);

        assertThat(job.run(attempt(1)).exitCode()).isEqualTo(ExitCode.TRY_AGAIN);
        assertThat(job.run(attempt(ATTEMPTS)).exitCode()).isEqualTo(ExitCode.TRY_AGAIN);
    }

    @Test
    void whatIsFinalizingStaysSoUntilAnotherAttemptHasPublished() {
        job.requests.failOn(OUTPUT + "manifest.json", Kind.UNAVAILABLE);

        assertThat(job.run(attempt(1)).exitCode()).isEqualTo(ExitCode.TRY_AGAIN);
        assertThat(job.status().state()).isEqualTo(RequestState.FINALIZING);
        assertThat(job.status().stateReason().code()).isEqualTo("retrying");

        job.requests.heal(OUTPUT + "manifest.json");
        assertThat(job.run(attempt(2)).state()).isEqualTo(RequestState.COMPLETED);
    }

    @Test
    void aManifestWrittenBeforeTheFailureIsWithdrawn() {
        job.requests.failOn(OUTPUT + "results.json", Kind.ACCESS_DENIED);

        assertThat(job.run(attempt(1)).exitCode()).isEqualTo(ExitCode.FAILED);

        assertThat(job.status().state()).isEqualTo(RequestState.FAILED);
        assertThat(job.requests.writtenKeys()).contains(OUTPUT + "manifest.json");
        assertThat(job.has("manifest.json")).isFalse();
        assertThat(job.has("incomplete.json")).isTrue();
    }

    @Test
    void aSliceThatIsGivenUpLeavesNoReportOfObjectsItCouldNotRead() {
        job.requests.failOn(OUTPUT + "started_session/part-00000.parquet", Kind.UNAVAILABLE);
        String last = job.events.keys().get(job.events.keys().size() - 1);

        job.run(attempt(1), 8, new StuckStore(job.events, last));
        job.requests.heal(OUTPUT + "started_session/part-00000.parquet");

        assertThat(job.run(attempt(2)).state()).isEqualTo(RequestState.COMPLETED);
        assertThat(job.deliveredEvents()).isEqualTo(expectedEvents());
    }

    @Test
    void whenASliceFailsTheOthersAreGivenUp() {
        job.requests.failOn(SECOND_PART, Kind.UNAVAILABLE);

        JobOutcome outcome = job.run(
                attempt(1), 8, new StuckStore(job.events, job.events.keys().get(0)));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.TRY_AGAIN);
    }

    @Test
    void aDataFileThatIsRemovedBeforePublishingFailsTheRequest() {
        TriggeringStore losing =
                new TriggeringStore(job.requests, PATHS.sliceReport(1), () -> job.requests.delete(SECOND_PART));

        assertThat(job.run(attempt(1), 2, job.events, losing).exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(job.status().stateReason().code()).isEqualTo("requestFilesChanged");
    }

    @Test
    void aSecondJobOfARequestDoesNothing() {
        new RequestOwner(job.requests, PATHS).take("job-0");
        Map<String, Integer> before = job.dataFiles();
        job.requests.forgetCalls();

        assertThat(job.run(attempt(1)).exitCode()).isEqualTo(ExitCode.COMPLETED);

        assertThat(job.requests.writtenKeys()).containsExactly(PATHS.owner()); // which was refused
        assertThat(job.dataFiles()).isEqualTo(before);
        assertThat(job.status().state()).isEqualTo(RequestState.RECEIVED);
    }

    @Test
    void everyAttemptAndShardOfTheOwnerIsTheOwner() {
        assertThat(job.run(shard(0, 2)).state()).isEqualTo(RequestState.RUNNING);
        assertThat(job.run(shard(1, 2)).state()).isEqualTo(RequestState.COMPLETED);
        assertThat(job.deliveredEvents()).isEqualTo(expectedEvents());
    }

    @Test
    void aRequestThatHasEndedIsLeftAlone() {
        job.run(attempt(1));
        job.requests.forgetCalls();

        assertThat(job.run(attempt(2))).isEqualTo(JobOutcome.idle(RequestState.COMPLETED));

        assertThat(job.requests.writtenKeys()).isEmpty();
    }

    @Test
    void aShardThatFailsLeavesTheRequestToTheOneThatPublishes() {
        job.requests.with(PATHS.publisher(), "{\"shard\" : 0}".getBytes(StandardCharsets.UTF_8));
        job.requests.failOn(SECOND_PART, Kind.ACCESS_DENIED);

        assertThat(job.run(shard(1, 2)).exitCode()).isEqualTo(ExitCode.FAILED);

        assertThat(job.status().state()).isEqualTo(RequestState.RUNNING);
        assertThat(job.has("incomplete.json")).isFalse();
    }

    @Test
    void oneFailedShardEndsTheRequestOfAll() {
        job.requests.failOn(SECOND_PART, Kind.ACCESS_DENIED);

        assertThat(job.run(shard(1, 2)).exitCode()).isEqualTo(ExitCode.FAILED);

        assertThat(job.run(shard(0, 2))).isEqualTo(JobOutcome.idle(RequestState.FAILED));
        assertThat(job.has("manifest.json")).isFalse();
    }
}
