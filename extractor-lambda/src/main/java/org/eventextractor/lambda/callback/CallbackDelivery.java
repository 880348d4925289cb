package org.eventextractor.lambda.callback;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.eventextractor.core.callback.CallbackAttempt;
import org.eventextractor.core.callback.CallbackSender;
import org.eventextractor.core.callback.RetrySchedule;
import org.eventextractor.core.document.Software;
import org.eventextractor.core.lifecycle.CallbackRecorder;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.lifecycle.StatusStore;
import org.eventextractor.core.request.Fault;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.lambda.event.CallbackMessage;
import org.eventextractor.lambda.event.QueueAnswer;
import org.eventextractor.lambda.notify.Notice;
import org.eventextractor.lambda.notify.Notifier;
import org.eventextractor.lambda.queue.MessageQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts the callbacks that are due, one attempt for each receipt of a message. The queue keeps the time between: a
 * message whose callback may yet be delivered comes again after the schedule's next pause, and after its last attempt
 * goes to the dead-letter queue.
 *
 * <p>Thread-safe.
 */
public final class CallbackDelivery {

    private static final Logger log = LoggerFactory.getLogger(CallbackDelivery.class);

    private static final Fault GIVEN_UP = new Fault(
            "",
            "callbackNotDelivered",
            "the callback was given up; callbackDelivery lists the attempts",
            "Read the results in their folder, and have the operators send it again once the receiver answers.");

    private final ObjectStore requests;
    private final CallbackSender sender;
    private final RetrySchedule schedule;
    private final MessageQueue queue;
    private final Notifier notifier;
    private final Clock clock;
    private final OwedCallbacks owed;
    private final ResultsBody body;
    private final Random random = new Random();

    /**
     * @param requests the request bucket
     * @param sender whose schedule is {@code schedule}
     * @param schedule how long a message pauses after each receipt
     * @param queue the callback queue; it gives a message up after as many receipts as the schedule has attempts
     * @param notifier told of callbacks that are given up
     * @param software what says so where nothing is delivered
     */
    public CallbackDelivery(
            ObjectStore requests,
            CallbackSender sender,
            RetrySchedule schedule,
            MessageQueue queue,
            Notifier notifier,
            Software software,
            Clock clock) {
        this.requests = requests;
        this.sender = sender;
        this.schedule = schedule;
        this.queue = queue;
        this.notifier = notifier;
        this.clock = clock;
        this.owed = new OwedCallbacks(requests);
        this.body = new ResultsBody(requests, software);
    }

    /**
     * Makes one attempt for each message.
     *
     * @param timeLeft how long the caller can be at work; what there is no time for comes again
     * @return the messages that must come again
     */
    public QueueAnswer deliver(List<CallbackMessage> messages, Supplier<Duration> timeLeft) {
        return QueueAnswer.ofFailures(messages.stream()
                .filter(message -> !isDone(message, timeLeft.get()))
                .map(CallbackMessage::id)
                .toList());
    }

    private boolean isDone(CallbackMessage message, Duration timeLeft) {
        if (message.request() == null) {
            log.error("message {} cannot be understood: {}", message.id(), message.problem());
            return false;
        }
        if (timeLeft.compareTo(schedule.attemptLimit().multipliedBy(2)) < 0) {
            log.warn("no time is left for message {}", message.id());
            return false;
        }
        try {
            return isDone(message, message.request());
        } catch (RuntimeException e) {
            log.error("message {} must come again", message.id(), e);
            return false;
        }
    }

    private boolean isDone(CallbackMessage message, RequestPaths paths) {
        StatusStore status = new StatusStore(requests, paths, clock);
        Optional<RequestStatus> end = status.read();
        if (end.isEmpty()) {
            giveUp(paths, "its status is no longer there");
            return true;
        }
        Optional<OwedCallback> callback = owed.find(paths, end.get());
        if (callback.isEmpty()) {
            log.info("request {} owes no callback", paths.requestId());
            return true;
        }
        return isDone(message, callback.get(), new CallbackRecorder(sender, status));
    }

    private boolean isDone(CallbackMessage message, OwedCallback callback, CallbackRecorder recorder) {
        Optional<byte[]> results = body.of(callback);
        if (results.isEmpty()) {
            giveUp(callback.paths(), "its results are no longer there");
            return true;
        }
        CallbackAttempt attempt = recorder.attempt(callback.url(), callback.accepted(), results.get());
        return attempt.delivered() || isOver(message, callback.paths(), attempt);
    }

    /** Whether nothing more is to be done after an attempt in vain. */
    private boolean isOver(CallbackMessage message, RequestPaths paths, CallbackAttempt attempt) {
        Optional<Duration> pause =
                attempt.retryable() ? schedule.pauseAfter(message.receipts(), random) : Optional.empty();
        if (pause.isPresent()) {
            log.info(
                    "attempt {} was in vain, the next follows in {}: {}",
                    attempt.number(),
                    pause.get(),
                    attempt.message());
            queue.postpone(message.receiptHandle(), pause.get());
            return false;
        }
        giveUp(paths, "of " + attempt.number() + " attempts the last: " + attempt.message());
        return !attempt.retryable() || message.receipts() > schedule.attempts();
    }

    private void giveUp(RequestPaths paths, String why) {
        // the template's alarm looks for these words
        log.error("the callback was not delivered: {}", why);
        StatusStore status = new StatusStore(requests, paths, clock);
        if (!wasGivenUp(status)) {
            notifier.tell(new Notice(
                    "Callback not delivered: " + paths.requestKey(),
                    "The results of " + paths.requestKey() + " could not be posted to its receiver: " + why
                            + ".\nThe results are where the status says: "
                            + requests.root().resolve(status.key())));
        }
    }

    /** Whether the status says so already: of a callback with two messages each is given up in its turn. */
    private static boolean wasGivenUp(StatusStore status) {
        AtomicBoolean before = new AtomicBoolean();
        status.amend(current -> {
            before.set(current.warnings().contains(GIVEN_UP));
            return current.withMoreWarnings(List.of(GIVEN_UP));
        });
        return before.get();
    }
}
