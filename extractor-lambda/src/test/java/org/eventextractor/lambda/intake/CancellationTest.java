package org.eventextractor.lambda.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.eventextractor.core.lifecycle.OpenRequests;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.lifecycle.StateReason;
import org.eventextractor.core.request.Fault;
import org.eventextractor.core.storage.Fate;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.lambda.batch.JobQueueException;
import org.eventextractor.lambda.event.ObjectCreated;
import org.junit.jupiter.api.Test;

class CancellationTest {

    private static final String VALID = IntakeFixture.request("");
    private static final String CANCEL_KEY = "study/a/my_request.cancel.json";

    private final IntakeFixture fixture = new IntakeFixture();
    private final ObjectCreated request = fixture.drop(IntakeFixture.KEY, VALID, "01");

    @Test
    void aQueuedRequestIsEndedAndItsJobTerminated() {
        fixture.receive(request);

        assertThat(cancel()).isEqualTo(IntakeOutcome.CANCELLED);
        assertThat(fixture.status(request).state()).isEqualTo(RequestState.CANCELLED);
        assertThat(fixture.status(request).stateReason().code()).isEqualTo("cancelledByRequester");
        assertThat(fixture.queue.terminated()).containsExactly("job-1");
    }

    @Test
    void aRunningRequestIsEnded() {
        fixture.receive(request);
        move(RequestState.RUNNING);

        assertThat(cancel()).isEqualTo(IntakeOutcome.CANCELLED);
        assertThat(fixture.status(request).state()).isEqualTo(RequestState.CANCELLED);
    }

    @Test
    void aRequestWhoseDataIsWrittenEndsByItselfAndSaysThatTheCancellationCameTooLate() {
        fixture.receive(request);
        move(RequestState.RUNNING);
        move(RequestState.FINALIZING);

        assertThat(cancel()).isEqualTo(IntakeOutcome.SETTLED);
        assertThat(cancel()).isEqualTo(IntakeOutcome.SETTLED);
        assertThat(fixture.status(request).state()).isEqualTo(RequestState.FINALIZING);
        assertThat(fixture.status(request).warnings()).extracting(Fault::code).containsExactly("cancelTooLate");
        assertThat(fixture.queue.terminated()).isEmpty();
    }

    @Test
    void aRequestThatHasEndedStaysAsItIs() {
        fixture.receive(request);
        RequestStatus ended = move(RequestState.FAILED);

        assertThat(cancel()).isEqualTo(IntakeOutcome.SETTLED);
        assertThat(fixture.status(request)).isEqualTo(ended);
        assertThat(fixture.queue.terminated()).isEmpty();
    }

    @Test
    void aRequestThatArrivedAfterTheCancellationIsLeftAlone() {
        ObjectCreated early = dropCancellation();
        fixture.clock.advance(Duration.ofSeconds(1));
        ObjectCreated later = fixture.drop(IntakeFixture.KEY, VALID + " ", "02");
        fixture.receive(later);

        assertThat(fixture.receive(early)).isEqualTo(IntakeOutcome.IGNORED);
        assertThat(fixture.status(later).state()).isEqualTo(RequestState.QUEUED);
    }

    @Test
    void theRequestBeforeTheCancellationIsEndedThoughACorrectedOneHasTakenItsPlace() {
        fixture.receive(request);
        fixture.clock.advance(Duration.ofSeconds(2));
        ObjectCreated cancellation = dropCancellation();
        fixture.clock.advance(Duration.ofSeconds(2));
        ObjectCreated corrected = fixture.drop(IntakeFixture.KEY, VALID + " ", "02");
        fixture.receive(corrected);

        assertThat(fixture.receive(cancellation)).isEqualTo(IntakeOutcome.CANCELLED);
        assertThat(fixture.status(request).state()).isEqualTo(RequestState.CANCELLED);
        assertThat(fixture.queue.terminated()).containsExactly("job-1");
        assertThat(fixture.status(corrected).state()).isEqualTo(RequestState.QUEUED);
    }

    @Test
    void onceACorrectedOneHasTakenThePlaceTheNewestThatIsStillOpenIsEnded() {
        fixture.receive(request);
        fixture.clock.advance(Duration.ofSeconds(2));
        ObjectCreated closed = fixture.drop(IntakeFixture.KEY, VALID + " ", "02");
        fixture.receive(closed);
        fixture.store(closed)
                .update(status -> status.withState(RequestState.FAILED, new StateReason("because", "Because.")));
        new OpenRequests(fixture.requests).remove(fixture.paths(closed));
        fixture.clock.advance(Duration.ofSeconds(2));
        ObjectCreated cancellation = dropCancellation();
        fixture.clock.advance(Duration.ofSeconds(2));
        ObjectCreated corrected = fixture.drop(IntakeFixture.KEY, VALID + "  ", "03");
        fixture.receive(corrected);

        assertThat(fixture.receive(cancellation)).isEqualTo(IntakeOutcome.CANCELLED);
        assertThat(fixture.status(request).state()).isEqualTo(RequestState.CANCELLED);
        assertThat(fixture.status(closed).state()).isEqualTo(RequestState.FAILED);
        assertThat(fixture.status(corrected).state()).isEqualTo(RequestState.QUEUED);
    }

    @Test
    void theSameCancellationDeliveredAgainEndsNoOtherRequest() {
        fixture.receive(request);
        fixture.clock.advance(Duration.ofSeconds(2));
        ObjectCreated second = fixture.drop(IntakeFixture.KEY, VALID + " ", "02");
        fixture.receive(second);
        fixture.clock.advance(Duration.ofSeconds(2));
        ObjectCreated cancellation = dropCancellation();
        assertThat(fixture.receive(cancellation)).isEqualTo(IntakeOutcome.CANCELLED);
        new OpenRequests(fixture.requests).remove(fixture.paths(second));
        fixture.clock.advance(Duration.ofSeconds(2));
        fixture.receive(fixture.drop(IntakeFixture.KEY, VALID + "  ", "03"));

        assertThat(fixture.receive(cancellation)).isEqualTo(IntakeOutcome.CANCELLED);
        assertThat(fixture.status(second).state()).isEqualTo(RequestState.CANCELLED);
        assertThat(fixture.status(request).state()).isEqualTo(RequestState.QUEUED);
    }

    @Test
    void aRequestWhoseCancellationCameBeforeItIsNotSubmitted() {
        ObjectCreated cancellation = dropCancellation();

        assertThat(fixture.receive(cancellation)).isEqualTo(IntakeOutcome.WAITING);
        assertThat(fixture.receive(request)).isEqualTo(IntakeOutcome.CANCELLED);
        assertThat(fixture.receive(cancellation)).isEqualTo(IntakeOutcome.CANCELLED);
        assertThat(fixture.status(request).stateReason().code()).isEqualTo("cancelledByRequester");
        assertThat(fixture.queue.orders()).isEmpty();
    }

    @Test
    void aRequestThatIsSeenWhileItsCancellationIsNotedIsEndedAtOnce() {
        ObjectCreated cancellation = dropCancellation();
        fixture.requests.afterWrite(
                RequestPaths.awaitedUpload(IntakeFixture.KEY, request.eTag()),
                () -> fixture.store(request).create(fixture.clock.instant()));

        assertThat(fixture.receive(cancellation)).isEqualTo(IntakeOutcome.CANCELLED);
        assertThat(fixture.status(request).state()).isEqualTo(RequestState.CANCELLED);
    }

    @Test
    void anUploadAfterACancellationThatWaitsIsTakenIn() {
        ObjectCreated cancellation = dropCancellation();
        assertThat(fixture.receive(cancellation)).isEqualTo(IntakeOutcome.WAITING);
        fixture.clock.advance(Duration.ofSeconds(1));
        ObjectCreated later = fixture.drop(IntakeFixture.KEY, VALID + " ", "02");

        assertThat(fixture.receive(later)).isEqualTo(IntakeOutcome.QUEUED);
        assertThat(fixture.receive(cancellation)).isEqualTo(IntakeOutcome.IGNORED);
        assertThat(fixture.status(later).state()).isEqualTo(RequestState.QUEUED);
    }

    @Test
    void aSecondUploadOfTheSameBytesAfterACancellationThatWaitsIsTakenIn() {
        ObjectCreated cancellation = dropCancellation();
        assertThat(fixture.receive(cancellation)).isEqualTo(IntakeOutcome.WAITING);
        fixture.clock.advance(Duration.ofSeconds(1));
        ObjectCreated later = fixture.drop(IntakeFixture.KEY, VALID, "02");

        assertThat(fixture.receive(later)).isEqualTo(IntakeOutcome.QUEUED);
    }

    @Test
    void aCancellationThatWaitsForAnUploadLeavesTheRequestBeforeItToItsJob() {
        fixture.queue.runAtOnce(jobId -> {
            fixture.drop(IntakeFixture.KEY, VALID + " ", "02");
            assertThat(cancel()).isEqualTo(IntakeOutcome.WAITING);
        });

        assertThat(fixture.receive(request)).isEqualTo(IntakeOutcome.QUEUED);
    }

    @Test
    void aCancellationThatWaitedEndsNoOtherRequestOnceItsOwnIsClosed() {
        fixture.receive(request);
        fixture.clock.advance(Duration.ofSeconds(10));
        ObjectCreated second = fixture.drop(IntakeFixture.KEY, VALID + " ", "02");
        fixture.clock.advance(Duration.ofSeconds(1));
        ObjectCreated cancellation = dropCancellation();
        assertThat(fixture.receive(cancellation)).isEqualTo(IntakeOutcome.WAITING);
        assertThat(fixture.receive(second)).isEqualTo(IntakeOutcome.CANCELLED);
        new OpenRequests(fixture.requests).remove(fixture.paths(second));
        fixture.clock.advance(Duration.ofSeconds(1));
        fixture.receive(fixture.drop(IntakeFixture.KEY, VALID + "  ", "03"));

        assertThat(fixture.receive(cancellation)).isEqualTo(IntakeOutcome.CANCELLED);
        assertThat(fixture.status(second).state()).isEqualTo(RequestState.CANCELLED);
        assertThat(fixture.status(request).state()).isEqualTo(RequestState.QUEUED);
    }

    @Test
    void ofTwoCancellationsThatWaitTheLaterOneCounts() {
        ObjectCreated early = dropCancellation();
        fixture.clock.advance(Duration.ofSeconds(2));
        ObjectCreated upload = fixture.drop(IntakeFixture.KEY, VALID + " ", "02");
        fixture.clock.advance(Duration.ofSeconds(2));
        ObjectCreated late = fixture.drop(CANCEL_KEY, " ", "98");

        assertThat(fixture.receive(late)).isEqualTo(IntakeOutcome.WAITING);
        assertThat(fixture.receive(early)).isEqualTo(IntakeOutcome.WAITING);
        assertThat(fixture.receive(upload)).isEqualTo(IntakeOutcome.CANCELLED);
    }

    @Test
    void ofTwoDeliveriesThatFindDifferentRequestsTheFirstOneCounts() {
        CancellationNotes notes = new CancellationNotes(fixture.requests);

        assertThat(notes.aim("c", "r1")).isEqualTo("r1");
        assertThat(notes.aim("c", "r2")).isEqualTo("r1");
        assertThat(notes.target("c")).contains("r1");
    }

    @Test
    void aNoteThatCannotBeUnderstoodIsPassedOver() {
        fixture.requests.with(RequestPaths.awaitedUpload(IntakeFixture.KEY, request.eTag()), "{".getBytes(UTF_8));

        assertThat(fixture.receive(request)).isEqualTo(IntakeOutcome.QUEUED);
    }

    @Test
    void aCancellationOfANewUploadDoesNotEndTheRequestBeforeIt() {
        fixture.receive(request);
        ObjectCreated second = fixture.drop(IntakeFixture.KEY, VALID + " ", "02");
        ObjectCreated cancellation = dropCancellation();

        assertThat(fixture.receive(cancellation)).isEqualTo(IntakeOutcome.WAITING);
        assertThat(fixture.receive(second)).isEqualTo(IntakeOutcome.CANCELLED);
        assertThat(fixture.receive(cancellation)).isEqualTo(IntakeOutcome.CANCELLED);
        assertThat(fixture.status(second).state()).isEqualTo(RequestState.CANCELLED);
        assertThat(fixture.status(request).state()).isEqualTo(RequestState.QUEUED);
    }

    @Test
    void aCancellationOfNothingIsIgnored() {
        fixture.requests.delete(IntakeFixture.KEY);

        assertThat(cancel()).isEqualTo(IntakeOutcome.IGNORED);
        assertThat(fixture.requests.writtenKeys()).isEmpty();
    }

    @Test
    void aRequestCancelledBeforeItsSubmissionIsNotSubmitted() {
        fixture.store(request).create(fixture.clock.instant());
        cancel();

        assertThat(fixture.receive(request)).isEqualTo(IntakeOutcome.CANCELLED);
        assertThat(fixture.queue.orders()).isEmpty();
        assertThat(fixture.status(request).state()).isEqualTo(RequestState.CANCELLED);
    }

    @Test
    void aJobSubmittedWhileItsRequestWasCancelledIsTerminated() {
        fixture.queue.runAtOnce(jobId -> cancelAsBatchHasNotListedTheJob());

        assertThat(fixture.receive(request)).isEqualTo(IntakeOutcome.WITHDRAWN);
        assertThat(fixture.queue.terminated()).contains("job-1");
        assertThat(fixture.status(request).state()).isEqualTo(RequestState.CANCELLED);
    }

    @Test
    void aTerminationThatFailedIsMadeWhenTheCancellationComesAgain() {
        fixture.receive(request);
        fixture.queue.failWith(new JobQueueException("cannot terminate", true, new IOException("away")));
        ObjectCreated cancellation = dropCancellation();

        assertThatThrownBy(() -> fixture.receive(cancellation)).isInstanceOf(JobQueueException.class);
        fixture.queue.heal();
        assertThat(fixture.receive(cancellation)).isEqualTo(IntakeOutcome.CANCELLED);
        assertThat(fixture.queue.terminated()).containsExactly("job-1");
    }

    @Test
    void aJobThatBatchRefusesToTerminateEndsByItself() {
        fixture.receive(request);
        fixture.queue.failWith(new JobQueueException("cannot terminate", false, new IOException("unknown")));

        assertThat(cancel()).isEqualTo(IntakeOutcome.CANCELLED);
        assertThat(fixture.status(request).state()).isEqualTo(RequestState.CANCELLED);
    }

    @Test
    void theEndOfARequestWithoutAJobIsNotedOnceIntakeHasLetGoOfIt() {
        fixture.receive(request);
        forgetTheJob();

        assertThat(cancel()).isEqualTo(IntakeOutcome.CANCELLED);
        assertThat(fixture.isEndNoted(request)).isTrue();
    }

    @Test
    void theEndOfARequestWithAJobIsLeftToTheEndOfTheJob() {
        fixture.receive(request);

        assertThat(cancel()).isEqualTo(IntakeOutcome.CANCELLED);
        assertThat(fixture.isEndNoted(request)).isFalse();
    }

    @Test
    void theEndOfARequestThatIntakeIsAtWorkOnIsNotedByIntake() {
        fixture.store(request).create(fixture.clock.instant());

        assertThat(cancel()).isEqualTo(IntakeOutcome.CANCELLED);
        assertThat(fixture.isEndNoted(request)).isFalse();
        assertThat(fixture.receive(request)).isEqualTo(IntakeOutcome.CANCELLED);
        assertThat(fixture.isEndNoted(request)).isTrue();
    }

    @Test
    void aRequestWhoseIntakeDiedIsNotedByTheDeliveryThatTakesOver() {
        fixture.queue.crashCallers();
        assertThatThrownBy(() -> fixture.receive(request)).isInstanceOf(Fate.ProcessDied.class);
        fixture.queue.heal();
        cancelAsBatchHasNotListedTheJob();
        fixture.clock.advance(IntakeFixture.TIME_LEFT.plusSeconds(1));

        assertThat(fixture.receive(request)).isEqualTo(IntakeOutcome.SETTLED);
        assertThat(fixture.isEndNoted(request)).isTrue();
    }

    /** As where the status could not say so after the submission, and Batch does not list the job yet. */
    private void forgetTheJob() {
        fixture.queue.listNothingYet();
        fixture.requests.delete(fixture.paths(request).status());
        fixture.store(request).create(fixture.clock.instant());
    }

    private void cancelAsBatchHasNotListedTheJob() {
        fixture.store(request)
                .update(status ->
                        status.withState(RequestState.CANCELLED, new StateReason("cancelledByRequester", "cancelled")));
    }

    private RequestStatus move(RequestState next) {
        return fixture.store(request).update(status -> status.withState(next, new StateReason("because", "Because.")));
    }

    private IntakeOutcome cancel() {
        return fixture.receive(dropCancellation());
    }

    private ObjectCreated dropCancellation() {
        return fixture.drop(CANCEL_KEY, "", "99");
    }
}
