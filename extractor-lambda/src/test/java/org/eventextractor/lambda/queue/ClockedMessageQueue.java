package org.eventextractor.lambda.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventextractor.lambda.MovableClock;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * The twin of a queue with a dead-letter queue, by a clock that is moved: days pass at once. Used by one thread.
 *
 * <p>As SQS has it: a receipt hides a message for a while, which can be changed up to 12 hours from the receipt; what was
 * received as often as it may be goes to the dead letters when it would be received once more.
 */
public final class ClockedMessageQueue implements MessageQueue {

    private static final Duration LONGEST = Duration.ofHours(12);

    private final MovableClock clock;
    private final Duration visibility;
    private final int maxReceipts;
    private final List<Kept> messages = new ArrayList<>();
    private final List<String> deadLetters = new ArrayList<>();
    private int sent;

    /**
     * @param visibility for how long a receipt hides a message
     * @param maxReceipts how often a message is received at most
     */
    public ClockedMessageQueue(MovableClock clock, Duration visibility, int maxReceipts) {
        this.clock = clock;
        this.visibility = visibility;
        this.maxReceipts = maxReceipts;
    }

    @Override
    public void send(String body) {
        sent++;
        messages.add(new Kept("m" + sent, body, 0, clock.instant(), clock.instant()));
    }

    @Override
    public void postpone(String receiptHandle, Duration pause) {
        Kept message = ofReceipt(receiptHandle);
        Instant visibleAt = clock.instant().plusSeconds(pause.toSeconds());
        if (visibleAt.isAfter(message.receivedAt().plus(LONGEST))) {
            throw new MessageQueueException("no message hides for " + pause, new IllegalArgumentException());
        }
        replace(message, message.until(visibleAt));
    }

    /** Moves the clock to the next moment at which a message is visible; empty if there is none any more. */
    public Optional<Message> awaitNext() {
        while (!messages.isEmpty()) {
            Kept next =
                    messages.stream().min(Comparator.comparing(Kept::visibleAt)).orElseThrow();
            clock.advance(later(Duration.between(clock.instant(), next.visibleAt())));
            if (next.receipts() < maxReceipts) {
                Kept received = next.received(clock.instant(), visibility);
                replace(next, received);
                return Optional.of(received.asMessage());
            }
            messages.remove(next);
            deadLetters.add(next.body());
        }
        return Optional.empty();
    }

    /** Removes a message that is done. */
    public void delete(Message message) {
        messages.remove(ofReceipt(message.receiptHandle()));
    }

    /** The bodies of those that were given up, in order. */
    public List<String> deadLetters() {
        return List.copyOf(deadLetters);
    }

    private Kept ofReceipt(String receiptHandle) {
        return messages.stream()
                .filter(message -> message.receiptHandle().equals(receiptHandle))
                .findFirst()
                .orElseThrow();
    }

    private void replace(Kept before, Kept after) {
        messages.set(messages.indexOf(before), after);
    }

    private static Duration later(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }

    private record Kept(String id, String body, int receipts, Instant receivedAt, Instant visibleAt) {

        private String receiptHandle() {
            return id + "-" + receipts;
        }

        private Kept until(Instant newVisibleAt) {
            return new Kept(id, body, receipts, receivedAt, newVisibleAt);
        }

        private Kept received(Instant now, Duration hidden) {
            return new Kept(id, body, receipts + 1, now, now.plus(hidden));
        }

        private Message asMessage() {
            return Message.builder()
                    .messageId(id)
                    .receiptHandle(receiptHandle())
                    .body(body)
                    .attributes(
                            Map.of(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, Integer.toString(receipts)))
                    .build();
        }
    }
}
