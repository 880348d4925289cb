package org.eventextractor.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventextractor.job.SampleJob.ATTEMPTS;
import static org.eventextractor.job.SampleJob.JOB;
import static org.eventextractor.job.SampleJob.OUTPUT;
import static org.eventextractor.job.SampleJob.SEVERAL_SLICES;

import java.nio.file.Path;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.storage.Fate;
import org.eventextractor.core.storage.ForwardingStore;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StorageException.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An extract that its error policy fails, by a process that dies: the verdict is the cause whenever that is, and no data
 * is left.
 */
@Timeout(300)
class FailingVerdictTest {

    private static final int MOST_CALLS = 300;
    private static final String PART = OUTPUT + "started_session/part-00000.parquet";

    @TempDir
    Path scratch;

    private SampleJob job;

    @BeforeEach
    void prepare() {
        job = new SampleJob(scratch);
        job.writeSamples();
        job.writeBroken("29");
        plan();
    }

    @ParameterizedTest
    @CsvSource({"1, BEFORE", "1, AFTER", "2, BEFORE", "2, AFTER"})
    void theVerdictIsTheCauseAtWhateverCallTheProcessDies(int shards, Fate.Moment moment) {
        int call = 1;
        for (; call < MOST_CALLS; call++) {
            beginAnew();
            for (int shard = 1; shard < shards; shard++) {
                job.run(attempt(1, shard, shards));
            }
            Fate fate = Fate.toDie(call, moment);
            die(attempt(1, 0, shards), fate);
            if (!fate.isFulfilled()) {
                break;
            }
            boolean allWasDone = hasComeToPublish();
            job.events.forgetCalls();

            job.run(attempt(2, 0, shards));

            assertVerdict("death at call " + call);
            if (allWasDone) {
                assertThat(job.events.readKeys()).as("death at call " + call).isEmpty();
            }
        }
        assertThat(call).as("calls of a whole attempt").isBetween(30, MOST_CALLS - 1);
    }

    @Test
    void dataThatCannotBeRemovedIsMarked() {
        job.run(attempt(1, 0, 1), 2, job.events, new KeepingStore());

        assertThat(job.status().stateReason().code()).isEqualTo("tooManyFailedPartitions");
        assertThat(job.results().get("reasonCode").asText()).isEqualTo("tooManyFailedPartitions");
        assertThat(job.dataFiles()).isNotEmpty();
        assertThat(job.text("incomplete.json")).contains("tooManyFailedPartitions");
    }

    @Test
    void theManifestOfAnAttemptThatReadMoreIsTakenBack() {
        job.requests.with(OUTPUT + "manifest.json", new byte[] {1});

        job.run(attempt(2, 0, 1));

        assertVerdict("with a manifest before");
    }

    private void beginAnew() {
        job.requests.keys().forEach(job.requests::delete);
        plan();
    }

    private void plan() {
        job.plan(SEVERAL_SLICES, ", \"errorPolicy\": {\"onPartitionError\": \"fail\"}");
    }

    private static JobAttempt attempt(int number, int shard, int shards) {
        return new JobAttempt(JOB, number, ATTEMPTS, shard, shards);
    }

    private void die(JobAttempt attempt, Fate fate) {
        try {
            job.run(attempt, 1, job.events, fate.over(job.requests));
        } catch (Fate.ProcessDied e) {
            assertThat(fate.isFulfilled()).isTrue();
        }
    }

    private boolean hasComeToPublish() {
        RequestState state = job.status().state();
        return state == RequestState.FINALIZING || state == RequestState.FAILED;
    }

    private void assertVerdict(String what) {
        assertThat(job.status().state()).as(what).isEqualTo(RequestState.FAILED);
        assertThat(job.status().stateReason().code()).as(what).isEqualTo("tooManyFailedPartitions");
        assertThat(job.status().links().results()).as(what).endsWith(OUTPUT + "results.json");
        assertThat(job.results().get("reasonCode").asText()).as(what).isEqualTo("tooManyFailedPartitions");
        assertThat(job.has("errors.json")).as(what).isTrue();
        assertThat(job.has("manifest.json")).as(what).isFalse();
        assertThat(job.dataFiles()).as(what).isEmpty();
    }

    /** Removes no data. */
    private final class KeepingStore extends ForwardingStore {

        private KeepingStore() {
            super(job.requests);
        }

        @Override
        public void delete(String key) {
            if (key.equals(PART)) {
                throw new StorageException(Kind.ACCESS_DENIED, "it may not be removed");
            }
            super.delete(key);
        }
    }
}
