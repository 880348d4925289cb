package org.eventextractor.lambda.completion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.eventextractor.core.callback.CallbackPolicy;
import org.eventextractor.core.callback.CallbackSender;
import org.eventextractor.core.callback.HostLookup;
import org.eventextractor.core.callback.Receiver;
import org.eventextractor.core.callback.RetrySchedule;
import org.eventextractor.core.document.Software;
import org.eventextractor.core.lifecycle.RequestOwner;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.storage.MemoryObjectStore;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.lambda.MovableClock;
import org.eventextractor.lambda.TestContext;
import org.eventextractor.lambda.TestRequest;
import org.eventextractor.lambda.batch.MemoryJobQueue;
import org.eventextractor.lambda.callback.CallbackDelivery;
import org.eventextractor.lambda.callback.QueuedCallbacks;
import org.eventextractor.lambda.closing.Closing;
import org.eventextractor.lambda.configuration.PerAlias;
import org.eventextractor.lambda.event.Events;
import org.eventextractor.lambda.event.JobEnded;
import org.eventextractor.lambda.event.JobEvents;
import org.eventextractor.lambda.event.ObjectCreated;
import org.eventextractor.lambda.notify.HeardNotices;
import org.eventextractor.lambda.notify.Notifier;
import org.eventextractor.lambda.queue.MemoryMessageQueue;
import org.eventextractor.lambda.sweep.Sweeper;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Events of one request's jobs, doubled, late and out of order, with sweeps and callbacks between. */
class ShuffledEventsTest {

    private static final String BUCKET = "requests";
    private static final String ID = "0f0f";
    private static final String KEY = "study/a/my_request.json";
    private static final Instant NOON = Instant.parse("2024-05-01T12:00:00Z");
    private static final long FIRST_SEED = 20_240_501;

    private final MovableClock clock = new MovableClock(NOON);
    private final MemoryObjectStore requests = new MemoryObjectStore(BUCKET);
    private final TestRequest request = new TestRequest(requests, ID, KEY, clock);
    private final MemoryMessageQueue queue = new MemoryMessageQueue();
    private final MemoryJobQueue jobs = new MemoryJobQueue();
    private final HeardNotices heard = new HeardNotices();

    @RepeatedTest(60)
    void aRequestEndsOnceAndIsToldOnce(RepetitionInfo repetition) throws IOException {
        long seed = FIRST_SEED + repetition.getCurrentRepetition();
        Random random = new Random(seed);
        try (Receiver receiver = Receiver.answering(200);
                CallbackSender sender = sender(receiver)) {
            CompletionHandler handler = new CompletionHandler(PerAlias.always(completion(sender)));
            request.open(NOON);
            request.accepted(receiver.url());
            request.queued("job-1");
            new RequestOwner(requests, request.paths()).take("job-1");
            jobs.end(end());
            if (random.nextBoolean()) {
                request.to(RequestState.RUNNING);
            }
            List<Object> events = events(random);

            for (Object event : events) {
                clock.advance(Duration.ofMinutes(random.nextInt(20)));
                call(handler, event);
            }
            for (String message : queue.sent()) {
                call(handler, JobEvents.callbacks(1, message));
                call(handler, JobEvents.callbacks(2, message));
            }

            assertThat(queue.sent()).as("seed %d", seed).hasSize(1);
            assertThat(heard.notices()).as("seed %d", seed).hasSize(1);
            assertThat(receiver.deliveries()).as("seed %d", seed).hasSize(1);
            assertThat(request.isOpen()).as("seed %d", seed).isFalse();
            assertThat(request.status().read().orElseThrow().state())
                    .as("seed %d", seed)
                    .isEqualTo(RequestState.FAILED);
        }
    }

    private static List<Object> events(Random random) {
        List<Object> events = new ArrayList<>();
        Map<String, Object> other = detail("FAILED");
        other.put("jobId", "job-2");
        for (int i = 0; i <= random.nextInt(3); i++) {
            events.add(JobEvents.of(detail("RUNNABLE")));
            events.add(JobEvents.of(detail("RUNNING")));
            events.add(JobEvents.blocked(detail("RUNNABLE")));
            events.add(JobEvents.of(other));
            events.add(JobEvents.of(detail("FAILED")));
            events.add(Events.eventBridge(note()));
            events.add(Map.of("detail-type", "Scheduled Event"));
        }
        Collections.shuffle(events, random);
        return events;
    }

    private static Map<String, Object> detail(String status) {
        return JobEvents.detail(status, BUCKET, ID, KEY);
    }

    /** As a cancellation leaves it when Batch does not list the job yet. */
    private static ObjectCreated note() {
        return new ObjectCreated(BUCKET, new RequestPaths(KEY, ID).ended(), "e", null, "01", NOON);
    }

    private static JobEnded end() {
        return new JobEnded("extract-" + ID, "job-1", false, false, "died", "", 137, false, BUCKET, ID, KEY);
    }

    private static void call(CompletionHandler handler, Object event) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        handler.handleRequest(Events.stream(event), output, new TestContext(180_000));
        assertThat(output.toString(StandardCharsets.UTF_8)).startsWith("{");
    }

    private Completion completion(CallbackSender sender) {
        Notifier notifier = new Notifier(List.of(heard));
        JobEnds ends = new JobEnds(
                requests,
                new Closing(requests, new QueuedCallbacks(queue), notifier, clock),
                () -> jobId -> List.of(),
                clock);
        CallbackDelivery delivery = new CallbackDelivery(
                requests,
                sender,
                RetrySchedule.overHours(),
                queue,
                notifier,
                new Software("1", "abc", "unknown"),
                clock);
        Sweeper sweeper = new Sweeper(
                requests,
                () -> jobs,
                ends,
                new MemoryMessageQueue(),
                Duration.ofSeconds(30),
                Duration.ofMinutes(10),
                clock);
        return new Completion(
                ends,
                new WaitingJobs(requests, clock),
                new NotedEnds(requests, ends, clock),
                Optional.of(delivery),
                Optional.of(sweeper));
    }

    private static CallbackSender sender(Receiver receiver) {
        return new CallbackSender(
                new CallbackPolicy(List.of(), List.of(443), List.of(receiver.url())),
                List.of(),
                Clock.systemUTC(),
                RetrySchedule.overHours(),
                HostLookup.ofSystem());
    }
}
