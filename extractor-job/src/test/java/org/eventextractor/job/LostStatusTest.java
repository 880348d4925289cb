package org.eventextractor.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventextractor.job.SampleJob.JOB;
import static org.eventextractor.job.SampleJob.OUTPUT;
import static org.eventextractor.job.SampleJob.PATHS;
import static org.eventextractor.job.SampleJob.SEVERAL_SLICES;
import static org.eventextractor.job.SampleJob.attempt;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.StateReason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The status is a file beside the request: whoever may write there can remove or damage it while the job runs. */
class LostStatusTest {

    @TempDir
    Path scratch;

    private SampleJob job;

    @BeforeEach
    void prepare() {
        job = new SampleJob(scratch).prepared(SEVERAL_SLICES);
    }

    static Stream<String> moments() {
        return Stream.of(PATHS.owner(), PATHS.sliceReport(0), OUTPUT + "manifest.json");
    }

    @ParameterizedTest
    @MethodSource("moments")
    void anExtractWhoseStatusWasRemovedOnTheWayIsDelivered(String whenWritten) {
        assertDelivered(new TriggeringStore(job.requests, whenWritten, () -> job.requests.delete(PATHS.status())));
    }

    @ParameterizedTest
    @MethodSource("moments")
    void anExtractWhoseStatusWasDamagedOnTheWayIsDelivered(String whenWritten) {
        assertDelivered(new TriggeringStore(
                job.requests, whenWritten, () -> job.requests.with(PATHS.status(), new byte[] {'{'})));
    }

    @Test
    void anAttemptThatFollowsOneKilledWhileItPublishedIsFinalizing() {
        job.statusStore().update(current -> current.withState(RequestState.RUNNING, new StateReason("running", "")));
        job.statusStore()
                .update(current -> current.withState(RequestState.FINALIZING, new StateReason("finalizing", "")));
        List<String> reasons = new ArrayList<>();

        job.run(
                attempt(2),
                1,
                job.events,
                new TriggeringStore(
                        job.requests,
                        PATHS.sliceReport(0),
                        () -> reasons.add(job.status().stateReason().code())));

        assertThat(reasons).containsExactly("finalizing");
    }

    private void assertDelivered(TriggeringStore requests) {
        assertThat(job.run(attempt(1), 2, job.events, requests)).isEqualTo(JobOutcome.of(RequestState.COMPLETED));

        assertThat(job.status().state()).isEqualTo(RequestState.COMPLETED);
        assertThat(job.status().jobId()).isEqualTo(JOB);
        assertThat(job.status().links().manifest()).isNotNull();
    }
}
