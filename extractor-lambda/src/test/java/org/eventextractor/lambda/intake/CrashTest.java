package org.eventextractor.lambda.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eventextractor.core.lifecycle.RequestOwner;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.lifecycle.StateReason;
import org.eventextractor.core.lifecycle.StatusStore;
import org.eventextractor.core.storage.Fate;
import org.eventextractor.lambda.batch.JobOrder;
import org.eventextractor.lambda.event.ObjectCreated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Intake dies at every call it makes, in every order of deliveries: the request ends all the same, with one job. */
class CrashTest {

    private static final String VALID = IntakeFixture.request("");
    private static final String USER = "3e2c6a50-9c3f-4b8a-8c55-1d7b2f0a9e11";
    private static final String OTHER_USER = "9b1d3c70-52aa-4e0e-a6c1-7f20d4e8b5c3";
    private static final String USERS_KEY = "study/a/users.csv";
    private static final String OF_A_FILE = VALID.replace(
            "\"userUUIDs\": [\"" + USER + "\"]", "\"userUUIDsS3URL\": \"s3://requests/" + USERS_KEY + "\"");
    private static final Duration AFTER_THE_LEASE = IntakeFixture.TIME_LEFT.plusSeconds(1);
    private static final StateReason REASON = new StateReason("because", "Because.");
    private static final String CANCEL_KEY = "study/a/my_request.cancel.json";
    private static final int MOST_CALLS = 100;
    private static final int DELIVERY_CALLS = 16;
    private static final int THREADS = 4;

    @ParameterizedTest
    @EnumSource
    void aRequestWhoseIntakeDiesAtAnyCallEndsWithOneJob(Fate.Moment moment) {
        int call = 1;
        for (; call < MOST_CALLS; call++) {
            Fate fate = Fate.toDie(call, moment);
            IntakeFixture fixture = new IntakeFixture();
            ObjectCreated object = fixture.drop(IntakeFixture.KEY, VALID, "01");
            deliver(fixture.process(fate), object);
            if (!fate.isFulfilled()) {
                break;
            }
            deliverAfterTheLease(fixture, object);

            assertThat(fixture.queue.orders()).as("death at call %s", call).hasSize(1);
            assertEndsWithOneJob(fixture, object, "death at call " + call);
        }
        assertThat(call).as("calls of a whole delivery").isBetween(8, MOST_CALLS - 1);
    }

    @ParameterizedTest
    @EnumSource
    void ofTwoJobsSubmittedSinceBatchListsThemLateOneDoesTheRequest(Fate.Moment moment) {
        for (int call = 1; call < MOST_CALLS; call++) {
            Fate fate = Fate.toDie(call, moment);
            IntakeFixture fixture = new IntakeFixture();
            fixture.queue.listNothingYet();
            ObjectCreated object = fixture.drop(IntakeFixture.KEY, VALID, "01");
            deliver(fixture.process(fate), object);
            if (!fate.isFulfilled()) {
                return;
            }
            deliverAfterTheLease(fixture, object);

            assertThat(fixture.queue.orders()).as("death at call %s", call).hasSizeBetween(1, 2);
            assertEndsWithOneJob(fixture, object, "death at call " + call);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAJobMayReadStaysWhateverChangesAfterIntakeHasDied(Fate.Moment moment) {
        int finished = 0;
        for (int call = 1; call < MOST_CALLS; call++) {
            Fate fate = Fate.toDie(call, moment);
            IntakeFixture fixture = new IntakeFixture();
            fixture.queue.listNothingYet();
            fixture.requests.with(USERS_KEY, USER.getBytes(StandardCharsets.UTF_8));
            ObjectCreated object = fixture.drop(IntakeFixture.KEY, OF_A_FILE, "01");
            deliver(fixture.process(fate), object);
            Map<String, byte[]> frozen = fixture.frozen(object);
            fixture.addEventsBeforeAllOthers();
            fixture.requests.with(USERS_KEY, OTHER_USER.getBytes(StandardCharsets.UTF_8));
            deliverAfterTheLease(fixture, object);

            if (!frozen.isEmpty()) {
                finished++;
                assertThat(fixture.requests.readKeys()).contains(USERS_KEY);
                assertThat(fixture.frozen(object)).as("death at call %s", call).containsExactlyEntriesOf(frozen);
            }
        }
        assertThat(finished).as("deaths after the plan").isPositive();
    }

    @ParameterizedTest
    @CsvSource({"BEFORE, true", "BEFORE, false", "AFTER, true", "AFTER, false"})
    void aCancelledRequestWhoseIntakeDiesAtAnyCallIsDoneByNoJob(Fate.Moment moment, boolean cancelledFirst) {
        int call = 1;
        for (; call < MOST_CALLS; call++) {
            Fate fate = Fate.toDie(call, moment);
            IntakeFixture fixture = new IntakeFixture();
            ObjectCreated object = fixture.drop(IntakeFixture.KEY, VALID, "01");
            ObjectCreated cancellation = fixture.drop(CANCEL_KEY, "", "02");
            Intake process = fixture.process(fate);
            deliver(process, cancelledFirst ? cancellation : object);
            deliver(process, cancelledFirst ? object : cancellation);
            if (!fate.isFulfilled()) {
                break;
            }
            deliverAfterTheLease(fixture, object);
            deliverAfterTheLease(fixture, cancellation);

            assertThat(workOf(fixture, object)).as("death at call %s", call).isZero();
            assertThat(fixture.status(object).state()).isEqualTo(RequestState.CANCELLED);
        }
        assertThat(call).as("calls of both deliveries").isBetween(12, MOST_CALLS - 1);
    }

    @Test
    void aRequestAndItsCancellationDeliveredAtTheSameTimeEndItWithoutAnotherDelivery() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 200; round++) {
                IntakeFixture fixture = new IntakeFixture();
                ObjectCreated object = fixture.drop(IntakeFixture.KEY, VALID, "01");
                ObjectCreated cancellation = fixture.drop(CANCEL_KEY, "", "02");
                Intake process = fixture.process(Fate.toLive());
                runAll(threads, List.of(() -> deliver(process, object), () -> deliver(process, cancellation)));

                assertThat(fixture.status(object).state()).as("round %s", round).isEqualTo(RequestState.CANCELLED);
                assertThat(workOf(fixture, object)).as("round %s", round).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void deliveriesThatOverlapAndDieAtRandomEndWithOneJob() throws Exception {
        long seed = System.nanoTime();
        System.out.println("crash seed " + seed);
        Random random = new Random(seed);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (int round = 0; round < 200; round++) {
                IntakeFixture fixture = new IntakeFixture();
                ObjectCreated object = fixture.drop(IntakeFixture.KEY, VALID, "01");
                List<Callable<Boolean>> deliveries = Stream.generate(() -> fixture.process(anyFate(random)))
                        .limit(THREADS)
                        .<Callable<Boolean>>map(process -> () -> deliver(process, object))
                        .toList();
                runAll(threads, deliveries);
                deliverAfterTheLease(fixture, object);

                assertEndsWithOneJob(fixture, object, "seed " + seed + ", round " + round);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void fiveHundredRequestsDeliveredTwentyTimesEachInAnyOrderAreFiveHundredJobs() throws Exception {
        long seed = System.nanoTime();
        System.out.println("delivery seed " + seed);
        IntakeFixture fixture = new IntakeFixture();
        List<ObjectCreated> requests = IntStream.range(0, 500)
                .mapToObj(i -> fixture.drop("study/" + i + "_request.json", VALID, "01"))
                .toList();
        List<ObjectCreated> deliveries = new ArrayList<>();
        requests.forEach(request -> deliveries.addAll(Collections.nCopies(20, request)));
        Collections.shuffle(deliveries, new Random(seed));
        Queue<ObjectCreated> queue = new ConcurrentLinkedQueue<>(deliveries);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            runAll(threads, Collections.nCopies(THREADS, () -> drain(fixture, queue)));
        } finally {
            threads.shutdownNow();
        }

        assertThat(fixture.queue.orders())
                .extracting(JobOrder::requestId)
                .hasSize(requests.size())
                .doesNotHaveDuplicates();
        assertThat(requests)
                .allSatisfy(
                        request -> assertThat(fixture.status(request).state()).isEqualTo(RequestState.QUEUED));
    }

    private static void assertEndsWithOneJob(IntakeFixture fixture, ObjectCreated object, String what) {
        assertThat(fixture.openRequests())
                .as(what)
                .containsExactly(fixture.paths(object).requestId());
        assertThat(workOf(fixture, object)).as(what).isOne();
        RequestStatus ended = fixture.status(object);
        assertThat(ended.state()).as(what).isEqualTo(RequestState.COMPLETED);
        assertThat(new RequestOwner(fixture.requests, fixture.paths(object)).owner())
                .as(what)
                .contains(String.valueOf(ended.jobId()));
    }

    /** Lets every submitted job run, the last one first, and tells how many did the request. */
    private static long workOf(IntakeFixture fixture, ObjectCreated object) {
        int jobs = fixture.queue.orders().size();
        return IntStream.range(0, jobs)
                .mapToObj(i -> "job-" + (jobs - i))
                .filter(jobId -> works(fixture, object, jobId))
                .count();
    }

    private static boolean works(IntakeFixture fixture, ObjectCreated object, String jobId) {
        StatusStore status = fixture.store(object);
        boolean ended = status.read().filter(found -> found.state().isFinal()).isPresent();
        if (ended || !new RequestOwner(fixture.requests, fixture.paths(object)).take(jobId)) {
            return false;
        }
        status.update(current -> current.withJob(jobId, 1).withState(RequestState.RUNNING, REASON));
        status.update(current -> current.withState(RequestState.FINALIZING, REASON));
        status.update(current -> current.withState(RequestState.COMPLETED, REASON));
        return true;
    }

    private static boolean drain(IntakeFixture fixture, Queue<ObjectCreated> queue) {
        for (ObjectCreated next = queue.poll(); next != null; next = queue.poll()) {
            if (fixture.receive(next).needsRedelivery()) {
                queue.add(next);
            }
        }
        return true;
    }

    private static Fate anyFate(Random random) {
        return Fate.toDie(
                1 + random.nextInt(DELIVERY_CALLS), random.nextBoolean() ? Fate.Moment.BEFORE : Fate.Moment.AFTER);
    }

    /** Whether the delivery was lived through. */
    private static boolean deliver(Intake process, ObjectCreated object) {
        try {
            process.receive(object, IntakeFixture.TIME_LEFT);
            return true;
        } catch (Fate.ProcessDied e) {
            return false;
        }
    }

    private static void deliverAfterTheLease(IntakeFixture fixture, ObjectCreated object) {
        fixture.clock.advance(AFTER_THE_LEASE);
        assertThat(fixture.receive(object).needsRedelivery()).isFalse();
    }

    private static void runAll(ExecutorService threads, List<Callable<Boolean>> tasks) throws Exception {
        for (Future<Boolean> end : threads.invokeAll(tasks)) {
            end.get();
        }
    }
}
