package org.eventextractor.lambda.queue;

import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * A standard queue of Amazon SQS.
 *
 * <p>Thread-safe.
 *
 * @param client made when it is first asked for
 * @param url of the queue
 */
record SqsMessageQueue(Supplier<SqsClient> client, String url) implements MessageQueue {

    @Override
    public void send(String body) {
        try {
            client.get().sendMessage(call -> call.queueUrl(url).messageBody(body));
        } catch (SdkException e) {
            throw new MessageQueueException("cannot send a message to " + url, e);
        }
    }

    @Override
    public void postpone(String receiptHandle, Duration pause) {
        try {
            client.get()
                    .changeMessageVisibility(call -> call.queueUrl(url)
                            .receiptHandle(receiptHandle)
                            .visibilityTimeout(Math.toIntExact(pause.toSeconds())));
        } catch (SdkException e) {
            throw new MessageQueueException("cannot postpone a message of " + url, e);
        }
    }
}
