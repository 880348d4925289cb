package org.eventextractor.lambda.intake;

import java.util.List;

/**
 * Tells a queue which of its messages must come again, as a <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">partial batch response</a>; all
 * others are done.
 *
 * @param batchItemFailures the messages that must come again
 */
record QueueAnswer(List<Failure> batchItemFailures) {

    QueueAnswer {
        batchItemFailures = List.copyOf(batchItemFailures);
    }

    static QueueAnswer ofFailures(List<String> messageIds) {
        return new QueueAnswer(messageIds.stream().map(Failure::new).toList());
    }

    /** @param itemIdentifier the message's id */
    record Failure(String itemIdentifier) {}
}
