package org.eventextractor.lambda.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.eventextractor.core.lifecycle.RequestOwner;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.storage.MemoryObjectStore;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.workspace.Claim;
import org.eventextractor.core.workspace.OpenRequest;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.lambda.MovableClock;
import org.eventextractor.lambda.TestRequest;
import org.eventextractor.lambda.batch.JobQueueException;
import org.eventextractor.lambda.batch.MemoryJobQueue;
import org.eventextractor.lambda.event.BucketEventReader;
import org.eventextractor.lambda.event.Events;
import org.eventextractor.lambda.event.JobEnded;
import org.eventextractor.lambda.event.ObjectCreated;
import org.eventextractor.lambda.queue.MemoryMessageQueue;
import org.junit.jupiter.api.Test;

class SweeperTest {

    private static final Instant NOON = Instant.parse("2024-05-01T12:00:00Z");
    private static final Duration PLENTY = Duration.ofMinutes(10);
    private static final Duration RESERVE = Duration.ofSeconds(30);
    private static final String KEY = "study/a b+ü/my_request.json";

    private final MovableClock clock = new MovableClock(NOON);
    private final MemoryObjectStore requests = new MemoryObjectStore("requests");
    private final MemoryJobQueue jobs = new MemoryJobQueue();
    private final MemoryMessageQueue intake = new MemoryMessageQueue();
    private final Ends ends = new Ends();
    private final AtomicInteger jobLookups = new AtomicInteger();
    private final Sweeper sweeper = new Sweeper(
            requests,
            () -> {
                jobLookups.incrementAndGet();
                return jobs;
            },
            ends,
            intake,
            RESERVE,
            Duration.ofMinutes(10),
            clock);
    private final TestRequest request = new TestRequest(requests, "0f0f", KEY, clock);

    @Test
    void whereNothingIsOpenNothingIsAsked() {
        assertThat(sweep()).isEqualTo(new SweepReport(Map.of(), true));
        assertThat(jobLookups).hasValue(0);
        assertThat(requests.writtenKeys()).isEmpty();
        assertThat(requests.deletedKeys()).isEmpty();
    }

    @Test
    void aYoungRequestIsLeftAlone() {
        request.open(NOON);
        clock.advance(Duration.ofMinutes(9));

        assertThat(outcomes()).containsExactly(Map.entry(SweepOutcome.AT_WORK, 1));
        assertThat(intake.sent()).isEmpty();
    }

    @Test
    void aRequestThatEndedIsClosedWhenItHasBeenSilentForAWhile() {
        request.open(NOON);
        request.running("job-1");
        clock.advance(Duration.ofHours(1));
        request.to(RequestState.FAILED);

        clock.advance(Duration.ofMinutes(9));
        assertThat(outcomes()).containsOnlyKeys(SweepOutcome.AT_WORK);
        clock.advance(Duration.ofMinutes(2));
        assertThat(outcomes()).containsOnlyKeys(SweepOutcome.CLOSED);

        assertThat(ends.closed).containsExactly("0f0f");
    }

    @Test
    void aRequestThatNobodyClaimedHasItsEventSentAgain() throws IOException {
        OpenRequest open = request.open(NOON);
        clock.advance(Duration.ofMinutes(11));

        assertThat(outcomes()).containsOnlyKeys(SweepOutcome.SENT_AGAIN);

        assertThat(eventSent())
                .isEqualTo(new ObjectCreated("requests", KEY, open.eTag(), null, open.sequencer(), NOON));
    }

    @Test
    void aClaimWhoseLeaseHasEndedIsTakenUpAndOneThatIsHeldIsNot() {
        request.open(NOON);
        request.claimed(NOON.plus(Duration.ofMinutes(15)));

        clock.advance(Duration.ofMinutes(14));
        assertThat(outcomes()).containsOnlyKeys(SweepOutcome.AT_WORK);
        clock.advance(Duration.ofMinutes(2));
        assertThat(outcomes()).containsOnlyKeys(SweepOutcome.SENT_AGAIN);
    }

    @Test
    void aRequestWhoseClaimCannotBeUnderstoodHasItsEventSentAgain() {
        request.open(NOON);
        requests.with(request.paths().claim(), "{}".getBytes(StandardCharsets.UTF_8));
        clock.advance(Duration.ofMinutes(11));

        assertThat(outcomes()).containsOnlyKeys(SweepOutcome.SENT_AGAIN);
    }

    @Test
    void aRequestThatCouldNotBeTakenInForADayHasFailed() {
        request.open(NOON);
        clock.advance(Duration.ofHours(25));

        assertThat(outcomes()).containsOnlyKeys(SweepOutcome.LOST);
        assertThat(ends.lost).containsExactly("0f0f");
        assertThat(intake.sent()).isEmpty();
    }

    @Test
    void aRequestThatWaitedForIntakeForDaysHasItsDayFromWhenItWasSeen() {
        request.open(NOON.minus(Duration.ofDays(2)), NOON);

        assertThat(outcomes()).containsOnlyKeys(SweepOutcome.AT_WORK);
        clock.advance(Duration.ofMinutes(11));
        assertThat(outcomes()).containsOnlyKeys(SweepOutcome.SENT_AGAIN);
        assertThat(ends.lost).isEmpty();
    }

    @Test
    void aJobThatGoesOnIsLeftAlone() {
        request.open(NOON);
        request.claimed(Claim.NEVER);
        request.running("job-1");
        jobs.run("extract-0f0f", "job-1");
        clock.advance(Duration.ofDays(2));

        assertThat(outcomes()).containsOnlyKeys(SweepOutcome.AT_WORK);
    }

    @Test
    void aJobWhoseEndNobodyHeardOfEndsItsRequest() {
        request.open(NOON);
        request.running("job-1");
        jobs.end(ended("job-1"));
        clock.advance(Duration.ofMinutes(11));

        assertThat(outcomes()).containsOnlyKeys(SweepOutcome.ENDED);
        assertThat(ends.ended).containsExactly("job-1");
    }

    @Test
    void theOwnerIsAskedForWhateverJobTheStatusNames() {
        request.open(NOON);
        request.running("job-1");
        new RequestOwner(requests, request.paths()).take("job-2");
        jobs.end(ended("job-1"));
        jobs.end(ended("job-2"));
        clock.advance(Duration.ofMinutes(11));

        sweep();

        assertThat(ends.ended).containsExactly("job-2");
    }

    @Test
    void whereTheOwnerCannotBeUnderstoodTheJobThatTheStatusNamesIsAskedFor() {
        request.open(NOON);
        request.running("job-1");
        requests.with(request.paths().owner(), new byte[] {'{'});
        jobs.end(ended("job-1"));
        clock.advance(Duration.ofMinutes(11));

        assertThat(outcomes()).containsOnlyKeys(SweepOutcome.ENDED);
        assertThat(ends.ended).containsExactly("job-1");
    }

    @Test
    void aJobThatBatchDoesNotKnowIsLostAfterAnHourOfSilence() {
        request.open(NOON);
        request.running("job-1");

        clock.advance(Duration.ofMinutes(59));
        assertThat(outcomes()).containsOnlyKeys(SweepOutcome.AT_WORK);
        clock.advance(Duration.ofMinutes(2));
        assertThat(outcomes()).containsOnlyKeys(SweepOutcome.LOST);
        assertThat(ends.lost).containsExactly("0f0f job-1");
    }

    @Test
    void aJobThatWasSubmittedAndNeverRecordedIsFoundByItsName() {
        request.open(NOON);
        request.claimed(Claim.NEVER);
        request.status().create();
        jobs.run("extract-0f0f", "job-7");
        jobs.end(ended("job-7"));
        clock.advance(Duration.ofMinutes(11));

        assertThat(outcomes()).containsOnlyKeys(SweepOutcome.ENDED);
        assertThat(ends.ended).containsExactly("job-7");
    }

    @Test
    void aSettledRequestWithoutAnyJobIsLostAfterAnHour() {
        request.open(NOON);
        request.claimed(Claim.NEVER);
        request.status().create();

        clock.advance(Duration.ofMinutes(59));
        assertThat(outcomes()).containsOnlyKeys(SweepOutcome.AT_WORK);
        clock.advance(Duration.ofMinutes(2));
        assertThat(outcomes()).containsOnlyKeys(SweepOutcome.LOST);
    }

    @Test
    void aSettledRequestThatWasNeverReadIsTakenOffTheListAndFailsNobody() {
        request.open(NOON);
        request.claimed(Claim.NEVER);
        clock.advance(Duration.ofMinutes(61));

        assertThat(outcomes()).containsOnlyKeys(SweepOutcome.CLOSED);
        assertThat(request.isOpen()).isFalse();
        assertThat(ends.lost).isEmpty();
        assertThat(request.status().read()).isEmpty();
    }

    @Test
    void aRequestThatCannotBeLookedAtKeepsNoOtherFromItsTurn() {
        request.open(NOON);
        requests.failOn(request.paths().status(), StorageException.Kind.UNAVAILABLE);
        finished("aaaa", NOON);
        clock.advance(Duration.ofMinutes(11));

        assertThat(outcomes()).containsOnly(Map.entry(SweepOutcome.FAILED, 1), Map.entry(SweepOutcome.CLOSED, 1));
        assertThat(ends.closed).containsExactly("aaaa");
    }

    @Test
    void aNoteThatCannotBeReadKeepsNoOtherFromItsTurn() {
        request.open(NOON);
        requests.failOn(request.paths().open(), StorageException.Kind.UNAVAILABLE);
        finished("aaaa", NOON);
        clock.advance(Duration.ofMinutes(11));

        assertThat(outcomes()).containsOnly(Map.entry(SweepOutcome.FAILED, 1), Map.entry(SweepOutcome.CLOSED, 1));
    }

    @Test
    void aBatchThatIsOutOfOrderKeepsNoRequestWithoutAJobFromItsTurn() {
        request.open(NOON);
        request.running("job-1");
        finished("aaaa", NOON);
        jobs.failWith(new JobQueueException("out of order", true, new IllegalStateException()));
        clock.advance(Duration.ofHours(2));

        assertThat(outcomes()).containsOnly(Map.entry(SweepOutcome.FAILED, 1), Map.entry(SweepOutcome.CLOSED, 1));
        assertThat(ends.lost).isEmpty();
    }

    @Test
    void manyJobsAreAskedForTogether() {
        IntStream.range(0, 250).forEach(i -> {
            TestRequest running = new TestRequest(requests, "id-" + i, "study/" + i + "/request.json", clock);
            running.open(NOON.plusMillis(i));
            running.running("job-" + i);
            jobs.end(ended("job-" + i));
        });
        clock.advance(Duration.ofHours(1));

        assertThat(outcomes()).containsExactly(Map.entry(SweepOutcome.ENDED, 250));
        assertThat(jobLookups).hasValue(3);
    }

    @Test
    void aSweepThatRunsOutOfTimeIsGoneOnWithByTheNext() {
        IntStream.range(0, 350).forEach(i -> {
            TestRequest running = new TestRequest(requests, "id-" + i, "study/" + i + "/request.json", clock);
            running.open(NOON.plusMillis(i));
            running.running("job-" + i);
            jobs.run("extract-id-" + i, "job-" + i);
        });
        finished("last", NOON.plusSeconds(10));
        clock.advance(Duration.ofHours(1));

        SweepReport first = sweeper.sweep(timeFor(400));
        assertThat(first.complete()).isFalse();
        assertThat(ends.closed).isEmpty();
        assertThat(requests.keys()).contains(RequestPaths.sweep());

        assertThat(sweep().complete()).isTrue();
        assertThat(ends.closed).containsExactly("last");
        assertThat(requests.keys()).doesNotContain(RequestPaths.sweep());
    }

    @Test
    void requestsThatFailSlowlyKeepNoOtherFromItsTurn() {
        IntStream.range(0, 8).forEach(i -> finished("slow-" + i, NOON));
        finished("well", NOON);
        clock.advance(Duration.ofHours(1));
        ends.failing = paths -> {
            clock.advance(Duration.ofMinutes(3));
            return paths.requestId().startsWith("slow");
        };

        for (int sweeps = 0; sweeps < 8; sweeps++) {
            Instant end = clock.instant().plus(PLENTY);
            sweeper.sweep(() -> Duration.between(clock.instant(), end));
        }

        assertThat(ends.closed).contains("well");
    }

    @Test
    void whatWasFoundIsAskedForThoughItTookLongToFind() {
        IntStream.range(0, 100).forEach(i -> {
            TestRequest running = new TestRequest(requests, "id-" + i, "study/" + i + "/request.json", clock);
            running.open(NOON);
            running.running("job-" + i);
            jobs.end(ended("job-" + i));
        });
        clock.advance(Duration.ofHours(1));
        AtomicInteger steps = new AtomicInteger();

        sweeper.sweep(() -> PLENTY.minusSeconds(10L * steps.getAndIncrement()));

        assertThat(ends.ended).hasSizeGreaterThan(20);
    }

    @Test
    void withoutTimeNothingIsListed() {
        finished("aaaa", NOON);

        assertThat(sweeper.sweep(() -> RESERVE).complete()).isFalse();
        assertThat(requests.listedPrefixes()).isEmpty();
    }

    @Test
    void morePagesThanOneAreSwept() {
        IntStream.range(0, 1_200).forEach(i -> finished("id-" + i, NOON));
        clock.advance(Duration.ofHours(1));

        assertThat(outcomes()).containsExactly(Map.entry(SweepOutcome.CLOSED, 1_200));
    }

    @Test
    void aRememberedPageThatCannotBeListedIsForgotten() {
        requests.with(RequestPaths.sweep(), "{\"pageToken\": \"x\"}".getBytes(StandardCharsets.UTF_8));
        requests.failOn(RequestPaths.openRequests(), StorageException.Kind.UNAVAILABLE);

        assertThatThrownBy(this::sweep).isInstanceOf(StorageException.class);
        requests.heal(RequestPaths.openRequests());

        assertThat(requests.keys()).doesNotContain(RequestPaths.sweep());
        assertThat(sweep().complete()).isTrue();
    }

    @Test
    void aRememberedPlaceThatIsGarbageIsPassedOver() {
        finished("aaaa", NOON);
        requests.with(RequestPaths.sweep(), new byte[] {'x'});
        clock.advance(Duration.ofHours(1));

        assertThat(outcomes()).containsExactly(Map.entry(SweepOutcome.CLOSED, 1));
    }

    private void finished(String requestId, Instant receivedAt) {
        TestRequest finished = new TestRequest(requests, requestId, "study/" + requestId + "/request.json", clock);
        finished.open(receivedAt);
        finished.status().create();
        finished.to(RequestState.REJECTED);
    }

    private SweepReport sweep() {
        return sweeper.sweep(() -> PLENTY);
    }

    private Map<SweepOutcome, Integer> outcomes() {
        return sweep().outcomes();
    }

    /** Time enough for so many requests. */
    private static Supplier<Duration> timeFor(int requests) {
        AtomicInteger left = new AtomicInteger(requests);
        return () -> left.getAndDecrement() > 0 ? PLENTY : Duration.ZERO;
    }

    private ObjectCreated eventSent() throws IOException {
        return BucketEventReader.read(Events.stream(intake.sent().get(0)))
                .messages()
                .get(0)
                .objects()
                .get(0);
    }

    private static JobEnded ended(String jobId) {
        return new JobEnded(
                "extract-x", jobId, false, false, "died", "", 137, false, "requests", "x", "x/request.json");
    }

    /** Keeps what it is told of. */
    private static final class Ends implements RequestEnds {
        private final List<String> closed = new ArrayList<>();
        private final List<String> ended = new ArrayList<>();
        private final List<String> lost = new ArrayList<>();
        private Predicate<RequestPaths> failing = paths -> false;

        @Override
        public void close(RequestPaths paths, RequestStatus status) {
            if (failing.test(paths)) {
                throw new IllegalStateException("told to fail");
            }
            closed.add(paths.requestId());
        }

        @Override
        public void jobEnded(RequestPaths paths, JobEnded job) {
            ended.add(job.jobId());
        }

        @Override
        public void lost(RequestPaths paths, Optional<String> jobId) {
            lost.add(paths.requestId() + jobId.map(id -> " " + id).orElse(""));
        }
    }
}
