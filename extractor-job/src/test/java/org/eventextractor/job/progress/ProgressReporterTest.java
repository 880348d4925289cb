package org.eventextractor.job.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.eventextractor.core.lifecycle.Progress;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.lifecycle.StateReason;
import org.eventextractor.core.lifecycle.StatusStore;
import org.eventextractor.core.plan.ExtractPlan;
import org.eventextractor.core.plan.SliceSummary;
import org.eventextractor.core.storage.MemoryObjectStore;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.core.workspace.RequestPaths;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProgressReporterTest {

    private static final Instant START = Instant.parse("2024-02-29T12:00:00Z");
    private static final RequestPaths PATHS = new RequestPaths("my_request.json", "0123456789abcdef");

    /** Ten objects of 100 bytes in two slices. */
    private static final ExtractPlan PLAN = new ExtractPlan(
            PATHS.requestId(),
            StorageUri.s3("events", "prod"),
            List.of(),
            List.of(),
            List.of(new SliceSummary(0, "nudged", 6, 600), new SliceSummary(1, "nudged", 4, 400)));

    private final MemoryObjectStore store = new MemoryObjectStore("requests");
    private final StoppedClock clock = new StoppedClock();
    private final StatusStore status = new StatusStore(store, PATHS, clock);
    private final ProgressMeter meter = new ProgressMeter();
    private final List<RequestStatus> ended = new ArrayList<>();

    @BeforeEach
    void run() {
        status.create();
        status.update(current -> current.withState(RequestState.RUNNING, new StateReason("running", "")));
    }

    @Test
    void tellsWhatIsDoneOfAll() {
        ProgressReporter reporter = reporter(meter);
        meter.objectRead(100, 7);
        meter.objectFailed(100);
        meter.written(50);
        meter.sliceDone();

        reporter.report();

        assertThat(stored().progress()).isEqualTo(new Progress(20, 2, 1, 10, 2, 7, 200, 50));
    }

    @Test
    void addsOnlyWhatWasDoneSinceTheLastReport() {
        ProgressReporter reporter = reporter(meter);
        meter.objectRead(100, 7);
        reporter.report();
        reporter.report();
        meter.objectRead(100, 1);
        reporter.report();

        assertThat(stored().progress().objectsDone()).isEqualTo(2);
        assertThat(stored().progress().eventsMatched()).isEqualTo(8);
    }

    @Test
    void aRequestThatIsCancelledIsSeenByReportingAndByLooking() {
        ProgressReporter reporter = reporter(meter);
        reporter.report();
        reporter.look();
        assertThat(ended).isEmpty();
        status.update(current -> current.withState(RequestState.CANCELLED, new StateReason("cancelled", "")));

        reporter.report();
        reporter.look();

        assertThat(ended)
                .extracting(RequestStatus::state)
                .containsExactly(RequestState.CANCELLED, RequestState.CANCELLED);
    }

    @Test
    void aStatusThatCannotBeReadEndsNothing() {
        store.failOn(PATHS.status(), StorageException.Kind.UNAVAILABLE);

        reporter(meter).look();

        assertThat(ended).isEmpty();
    }

    @Test
    void aStatusThatWasRemovedOrDamagedIsThatOfAJobAtWorkAgain() {
        store.with(PATHS.status(), new byte[] {'{'});

        reporter(meter).report();

        assertThat(stored().state()).isEqualTo(RequestState.RUNNING);
        assertThat(stored().jobId()).isEqualTo("job-1");
        assertThat(stored().attempt()).isEqualTo(2);
        assertThat(stored().timeline().startedAt()).isEqualTo(clock.instant());
    }

    @Test
    void shardsAddUp() {
        ProgressMeter other = new ProgressMeter();
        ProgressReporter first = reporter(meter);
        ProgressReporter second = reporter(other);
        meter.objectRead(600, 3);
        other.objectRead(400, 2);

        first.report();
        second.report();

        assertThat(stored().progress().percentComplete()).isEqualTo(100);
        assertThat(stored().progress().eventsMatched()).isEqualTo(5);
    }

    @Test
    void whatCouldNotBeReportedIsMadeUpForByTheNextReport() {
        ProgressReporter reporter = reporter(meter);
        meter.objectRead(100, 7);
        store.failOn(PATHS.status(), StorageException.Kind.UNAVAILABLE);
        reporter.report();
        store.heal(PATHS.status());
        reporter.report();

        assertThat(stored().progress().eventsMatched()).isEqualTo(7);
    }

    @Test
    void expectsTheEndByThePaceSoFar() {
        ProgressReporter reporter = reporter(meter);
        meter.objectRead(200, 0);
        clock.now = START.plusSeconds(10);

        reporter.report();

        assertThat(stored().timeline().estimatedCompletion()).isEqualTo(START.plusSeconds(50));
    }

    @Test
    void expectsNoEndBeforeAnythingIsRead() {
        reporter(meter).report();

        assertThat(stored().timeline().estimatedCompletion()).isNull();
    }

    @Test
    void aReportNeverMovesTheState() {
        status.update(current -> current.withState(RequestState.CANCELLED, new StateReason("cancelled", "")));
        meter.objectRead(100, 7);

        reporter(meter).report();

        assertThat(stored().state()).isEqualTo(RequestState.CANCELLED);
    }

    private ProgressReporter reporter(ProgressMeter work) {
        return new ProgressReporter(work, new WorkingStatus(status, "job-1", 2, clock), PLAN, clock, ended::add);
    }

    private RequestStatus stored() {
        return status.read().orElseThrow();
    }

    private static final class StoppedClock extends Clock {

        private Instant now = START;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.offset(this, Duration.ZERO);
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
