package org.eventextractor.lambda.event;

import java.util.List;

/**
 * Tells a queue which of its messages must come again, as a <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">partial batch response</a>; all
 * others are done.
 *
 * @param batchItemFailures the messages that must come again
 */
public record QueueAnswer(List<Failure> batchItemFailures) {

    public QueueAnswer {
        batchItemFailures = List.copyOf(batchItemFailures);
    }

    /** That these messages must come again. */
    public static QueueAnswer ofFailures(List<String> messageIds) {
        return new QueueAnswer(messageIds.stream().map(Failure::new).toList());
    }

    /**
     * One of them.
     *
     * @param itemIdentifier the message's id
     */
    public record Failure(String itemIdentifier) {}
}
