package org.eventextractor.local.events;

import java.util.List;
import java.util.Map;
import org.eventextractor.local.queue.QueueMessage;
import org.eventextractor.s3.LocalCredentials;

/**
 * The JSON that Lambda calls a function with for messages of a queue.
 *
 * @param records named {@code Records} in the JSON
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda with Amazon SQS</a>
 */
record SqsEventWire(List<Entry> records) {
    SqsEventWire {
        records = List.copyOf(records);
    }

    static SqsEventWire of(List<QueueMessage> messages, String queueArn) {
        return new SqsEventWire(
                messages.stream().map(message -> entry(message, queueArn)).toList());
    }

    /** As the JSON has it: one field, with a capital letter. */
    Map<String, List<Entry>> document() {
        return Map.of("Records", records);
    }

    private static Entry entry(QueueMessage message, String queueArn) {
        return new Entry(
                message.messageId(),
                message.receiptHandle(),
                message.body(),
                message.attributes(),
                Map.of(),
                message.md5OfBody(),
                "aws:sqs",
                queueArn,
                LocalCredentials.REGION);
    }

    /** One message. */
    record Entry(
            String messageId,
            String receiptHandle,
            String body,
            Map<String, String> attributes,
            Map<String, String> messageAttributes,
            String md5OfBody,
            String eventSource,
            String eventSourceARN,
            String awsRegion) {}
}
