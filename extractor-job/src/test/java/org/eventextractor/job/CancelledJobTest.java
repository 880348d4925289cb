package org.eventextractor.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventextractor.job.SampleJob.OUTPUT;
import static org.eventextractor.job.SampleJob.PATHS;
import static org.eventextractor.job.SampleJob.SEVERAL_SLICES;
import static org.eventextractor.job.SampleJob.attempt;
import static org.eventextractor.job.SampleJob.shard;
import static org.eventextractor.job.SampleJob.writers;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eventextractor.core.DocumentPage;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.request.Fault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a job does once its requester does not want it any more. */
@Timeout(120)
class CancelledJobTest {

    /** Whoever waits for longer has been forgotten. */
    private static final int SECONDS = 60;

    private static final JobOutcome CANCELLED = JobOutcome.idle(RequestState.CANCELLED);

    @TempDir
    Path scratch;

    private SampleJob job;

    @BeforeEach
    void prepare() {
        job = new SampleJob(scratch).prepared(SEVERAL_SLICES);
    }

    @Test
    void aJobThatWaitsForStorageStopsAndSaysSo() throws Exception {
        StuckStore stuck = stuckAt(objects() - 1);
        CompletableFuture<JobOutcome> running = CompletableFuture.supplyAsync(() -> job.run(attempt(1), 2, stuck));
        stuck.awaitStuck();
        job.cancel();

        assertThat(running.get(SECONDS, TimeUnit.SECONDS)).isEqualTo(CANCELLED);

        assertSaidOnce();
        assertThat(job.status().links().results()).endsWith(OUTPUT + "results.json");
        assertThat(job.dataFiles()).isNotEmpty();
        assertThat(writers()).isEmpty();
        assertThat(scratch).isEmptyDirectory();
    }

    /**
     * With the interval below, and one look for each, this is what "within seconds" comes to, on however busy a machine:
     * the seconds themselves are not measured.
     */
    @Test
    void theFirstLookAtACancelledStatusEndsAJob() throws Exception {
        assertOneLookEnds(attempt(1));
    }

    /** It reports at every 200th of its looks only, but looks as often as any: or it would be at it for minutes. */
    @Test
    void theFirstLookAtACancelledStatusEndsOneShardOfMany() throws Exception {
        assertOneLookEnds(shard(0, 200));
    }

    @Test
    void aJobLooksAtItsStatusAsOftenAsThePageSays() {
        assertThat(DocumentPage.read("LIMITS.md").valueOf("cancelling a running job"))
                .isEqualTo("some seconds: it looks at the status every " + ExtractJob.PROGRESS_INTERVAL.toSeconds()
                        + " s");
    }

    private void assertOneLookEnds(JobAttempt attempt) throws Exception {
        StuckStore stuck = stuckAt(0);
        OneLookStore output = new OneLookStore(job.requests, job);
        CompletableFuture<JobOutcome> running = CompletableFuture.supplyAsync(() -> job.run(attempt, 2, stuck, output));
        stuck.awaitStuck();
        job.cancel();

        assertThat(running.get(SECONDS, TimeUnit.SECONDS)).isEqualTo(CANCELLED);

        assertThat(output.isSeen()).isTrue();
    }

    @Test
    void aJobThatHasWrittenItsDataStopsBeforeItPublishes() {
        TriggeringStore cancelling = new TriggeringStore(job.requests, PATHS.sliceReport(lastSlice()), job::cancel);

        assertThat(job.run(attempt(1), 1, job.events, cancelling)).isEqualTo(CANCELLED);

        assertSaidOnce();
    }

    @Test
    void whatIsFinalizingCannotBeCancelledAnyMore() {
        TriggeringStore cancelling = new TriggeringStore(job.requests, OUTPUT + "manifest.json", job::cancel);

        assertThat(job.run(attempt(1), 2, job.events, cancelling)).isEqualTo(JobOutcome.of(RequestState.COMPLETED));

        assertThat(job.has("manifest.json")).isTrue();
        assertThat(job.has("incomplete.json")).isFalse();
    }

    @Test
    void whoCancelsTooLateIsStillToldSoAtTheEnd() {
        Fault tooLate = new Fault("", "cancelTooLate", "it came too late", "");
        TriggeringStore cancelling = new TriggeringStore(
                job.requests,
                OUTPUT + "manifest.json",
                () -> job.statusStore().update(current -> current.withWarnings(List.of(tooLate))));

        assertThat(job.run(attempt(1), 2, job.events, cancelling)).isEqualTo(JobOutcome.of(RequestState.COMPLETED));

        assertThat(job.status().warnings()).containsExactly(tooLate);
    }

    @Test
    void aJobThatStartsTooLateDoesNothing() {
        job.cancel();
        job.requests.forgetCalls();

        assertThat(job.run(attempt(1))).isEqualTo(CANCELLED);

        assertThat(job.requests.writtenKeys()).isEmpty();
    }

    @Test
    void everyShardOfAnArrayStopsAndOneSaysSo() throws Exception {
        StuckStore stuck = stuckAt(objects() - 1);
        StuckStore stuckToo = stuckAt(4);
        CompletableFuture<JobOutcome> first = CompletableFuture.supplyAsync(() -> job.run(shard(0, 2), 2, stuck));
        CompletableFuture<JobOutcome> second = CompletableFuture.supplyAsync(() -> job.run(shard(1, 2), 2, stuckToo));
        Stream.of(stuck, stuckToo).forEach(CancelledJobTest::await);
        job.cancel();

        assertThat(first.get(SECONDS, TimeUnit.SECONDS)).isEqualTo(CANCELLED);
        assertThat(second.get(SECONDS, TimeUnit.SECONDS)).isEqualTo(CANCELLED);

        assertSaidOnce();
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void aShardThatIsCancelledAfterOthersHaveEndedSaysSo() throws Exception {
        assertThat(job.run(shard(0, 2)).state()).isEqualTo(RequestState.RUNNING);
        StuckStore stuck = stuckAt(4);
        CompletableFuture<JobOutcome> running = CompletableFuture.supplyAsync(() -> job.run(shard(1, 2), 2, stuck));
        stuck.awaitStuck();
        job.cancel();

        assertThat(running.get(SECONDS, TimeUnit.SECONDS)).isEqualTo(CANCELLED);

        assertSaidOnce();
    }

    private void assertSaidOnce() {
        assertThat(job.status().state()).isEqualTo(RequestState.CANCELLED);
        assertThat(job.text("incomplete.json")).contains("\"cancelled\"", "cancelledByRequester");
        assertThat(job.results().get("extractionStatus").asText()).isEqualTo("cancelled");
        assertThat(job.results().get("manifestS3URL").isNull()).isTrue();
        assertThat(job.has("manifest.json")).isFalse();
        List<String> said = job.requests.writtenKeys().stream()
                .filter(key -> key.equals(OUTPUT + "incomplete.json") || key.equals(OUTPUT + "results.json"))
                .toList();
        assertThat(said).hasSize(2);
    }

    private StuckStore stuckAt(int object) {
        return new StuckStore(job.events, job.events.keys().get(object));
    }

    private int objects() {
        return job.events.keys().size();
    }

    private int lastSlice() {
        return (int) job.requests.keys().stream()
                        .filter(key -> key.contains("/plan/"))
                        .count()
                - 1;
    }

    private static void await(StuckStore stuck) {
        try {
            stuck.awaitStuck();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
