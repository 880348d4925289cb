package org.eventextractor.local.queue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.eventextractor.s3.LocalCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** One queue, through the AWS SDK's client. Every call throws {@link SdkException} if it fails. Thread-safe. */
public final class EventQueue implements AutoCloseable {
    private static final Duration LONG_POLL = Duration.ofSeconds(20);

    private final String name;
    private final String url;
    private final SqsClient client;

    /** A client of its own: closing it is the only way to end a poll before its time. */
    private final SqsClient poller;

    EventQueue(String name, String url, URI endpoint) {
        this.name = name;
        this.url = url;
        this.client = SqsClients.create(endpoint);
        this.poller = SqsClients.create(endpoint);
    }

    /** The queue's ARN. */
    public String arn() {
        return arn(name);
    }

    static String arn(String name) {
        return "arn:aws:sqs:" + LocalCredentials.REGION + ":" + LocalCredentials.ACCOUNT + ":" + name;
    }

    /**
     * Puts a message on the queue.
     *
     * @param body text in UTF-8
     * @param delay before it can be received: whole seconds, at most 900
     */
    public void send(byte[] body, Duration delay) {
        String text = new String(body, StandardCharsets.UTF_8);
        client.sendMessage(
                call -> call.queueUrl(url).messageBody(text).delaySeconds(Math.toIntExact(delay.toSeconds())));
    }

    /**
     * Waits for messages, up to 20 seconds.
     *
     * @param most 1 to 10
     * @return none if none came
     */
    public List<QueueMessage> poll(int most) {
        return poller
                .receiveMessage(call -> call.queueUrl(url)
                        .maxNumberOfMessages(most)
                        .waitTimeSeconds(Math.toIntExact(LONG_POLL.toSeconds()))
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages()
                .stream()
                .map(EventQueue::message)
                .toList();
    }

    /** Takes a received message off the queue. */
    public void delete(QueueMessage message) {
        client.deleteMessage(call -> call.queueUrl(url).receiptHandle(message.receiptHandle()));
    }

    /** How many messages there are: waiting, delayed, and received but not yet deleted. */
    public int size() {
        List<QueueAttributeName> counts = List.of(
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
        return client
                .getQueueAttributes(call -> call.queueUrl(url).attributeNames(counts))
                .attributes()
                .values()
                .stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    /** Ends polls under way, which fail, and allows no more. Received messages can still be deleted. */
    public void stopPolling() {
        poller.close();
    }

    @Override
    public void close() {
        poller.close();
        client.close();
    }

    private static QueueMessage message(Message message) {
        return new QueueMessage(
                message.messageId(),
                message.receiptHandle(),
                message.body(),
                message.md5OfBody(),
                message.attributesAsStrings());
    }
}
