package org.eventextractor.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventextractor.job.SampleJob.ATTEMPTS;
import static org.eventextractor.job.SampleJob.PATHS;
import static org.eventextractor.job.SampleJob.SEVERAL_SLICES;
import static org.eventextractor.job.SampleJob.attempt;
import static org.eventextractor.job.SampleJob.expectedEvents;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.storage.ForwardingStore;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ReadCondition;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StorageException.Kind;
import org.eventextractor.core.storage.StoredObject;
import org.eventextractor.core.storage.WriteCondition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A second job of a request whose first is at work, and which cannot find that out. */
@Timeout(120)
class UnownedJobTest {

    @TempDir
    Path scratch;

    private SampleJob job;

    @BeforeEach
    void prepare() {
        job = new SampleJob(scratch).prepared(SEVERAL_SLICES);
    }

    @ParameterizedTest
    @CsvSource({
        "status, ACCESS_DENIED, 1, 1, FAILED",
        "status, UNAVAILABLE, 1, 1, TRY_AGAIN",
        "status, UNAVAILABLE, 3, 1, TRY_AGAIN",
        "owner, ACCESS_DENIED, 1, 1, FAILED",
        "owner, UNAVAILABLE, 1, 1, TRY_AGAIN",
        "owner, UNAVAILABLE, 3, 1, TRY_AGAIN",
        "owner, ACCESS_DENIED, 1, 2, FAILED",
        "owner, UNAVAILABLE, 3, 2, TRY_AGAIN"
    })
    void spoilsNoWork(String document, Kind kind, int number, int shards, ExitCode exitCode) {
        String key = document.equals("owner") ? PATHS.owner() : PATHS.status();
        JobAttempt other = new JobAttempt("job-2", number, ATTEMPTS, 0, shards);

        assertThat(outcomeBesideWork(() -> run(other, new FailingOnce(job.requests, key, kind))))
                .isEqualTo(new JobOutcome(RequestState.RUNNING, exitCode));
    }

    @Test
    void spoilsNoWorkWhereTheOwnerCannotBeUnderstood() {
        JobAttempt other = new JobAttempt("job-2", ATTEMPTS, ATTEMPTS, 0, 1);

        JobOutcome outcome = outcomeBesideWork(() -> {
            job.requests.with(PATHS.owner(), new byte[] {'{'});
            return run(other, job.requests);
        });

        assertThat(outcome).isEqualTo(JobOutcome.idle(RequestState.RUNNING));
    }

    @Test
    void neitherDoesOneThatBeginsBeforeAnyDoesTheRequest() {
        JobOutcome outcome = run(attempt(ATTEMPTS), new FailingOnce(job.requests, PATHS.owner(), Kind.ACCESS_DENIED));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(job.status().state()).isEqualTo(RequestState.RECEIVED);
        assertThat(job.dataFiles()).isEmpty();
    }

    /** Lets the first job work, and the other begin and end once the first has done a slice; the first delivers. */
    private JobOutcome outcomeBesideWork(Supplier<JobOutcome> other) {
        List<JobOutcome> outcomes = new ArrayList<>();
        TriggeringStore first = new TriggeringStore(job.requests, PATHS.sliceReport(0), () -> {
            RequestStatus before = job.status();
            outcomes.add(other.get());
            assertThat(job.status()).isEqualTo(before);
            assertThat(job.requests.keys()).noneMatch(key -> key.startsWith(PATHS.output("job-2")));
        });

        assertThat(job.run(attempt(1), 1, job.events, first).state()).isEqualTo(RequestState.COMPLETED);

        assertThat(job.deliveredEvents()).isEqualTo(expectedEvents());
        return outcomes.get(0);
    }

    private JobOutcome run(JobAttempt attempt, ObjectStore output) {
        return job.run(attempt, 1, job.events, output, (accepted, results) -> {
            throw new AssertionError("nobody is to be told");
        });
    }

    /** Fails at the first call for one object, and never again. */
    private static final class FailingOnce extends ForwardingStore {

        private final String key;
        private final Kind kind;
        private final AtomicBoolean failed = new AtomicBoolean();

        private FailingOnce(ObjectStore store, String key, Kind kind) {
            super(store);
            this.key = key;
            this.kind = kind;
        }

        @Override
        public StoredObject read(String read, ReadCondition condition, long maxBytes) {
            fail(read);
            return super.read(read, condition, maxBytes);
        }

        @Override
        public String write(String written, byte[] bytes, String contentType, WriteCondition condition) {
            fail(written);
            return super.write(written, bytes, contentType, condition);
        }

        private void fail(String called) {
            if (called.equals(key) && failed.compareAndSet(false, true)) {
                throw new StorageException(kind, "told to fail");
            }
        }
    }
}
