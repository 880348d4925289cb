package org.eventextractor.lambda.event;

import java.util.List;

/**
 * One call of the intake function.
 *
 * @param fromQueue whether a queue called, which wants to know which of its messages failed
 * @param messages in the order they came
 */
public record BucketEvent(boolean fromQueue, List<BucketMessage> messages) {

    public BucketEvent {
        messages = List.copyOf(messages);
    }
}
