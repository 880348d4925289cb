package org.eventextractor.local.queue;

import java.time.Duration;

/**
 * A queue, and the dead-letter queue that takes what was received too often.
 *
 * @param name of the queue
 * @param visibility how long a received message stays hidden from other receivers; whole seconds, at least 1
 * @param maxReceiveCount how often a message is received before it is a dead letter; at least 1
 */
public record QueueDefinition(String name, Duration visibility, int maxReceiveCount) {
    public QueueDefinition {
        if (visibility.toSeconds() < 1 || visibility.toNanosPart() != 0) {
            throw new IllegalArgumentException(
                    "the visibility of queue " + name + " must be whole seconds, not " + visibility);
        }
        if (maxReceiveCount < 1) {
            throw new IllegalArgumentException(
                    "messages of queue " + name + " must be received at least once, not " + maxReceiveCount + " times");
        }
    }

    /** The dead-letter queue's name. */
    public String deadLetters() {
        return name + "-dead-letters";
    }
}
