package org.eventextractor.lambda.queue;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.eventextractor.core.json.Json;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A real queue server in this process, on loopback, and what Lambda does with the messages of its queues. */
public final class SqsServer implements AutoCloseable {

    private static final int MANY = 10;

    private final SQSRestServer server =
            SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().start();
    private final URI endpoint = URI.create(
            "http://127.0.0.1:" + server.waitUntilStarted().localAddress().getPort());
    private final SqsClient client = SqsClient.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClient(ApacheHttpClient.create())
            .build();

    /** What leads to it. */
    public Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL_SQS", endpoint.toString(),
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local");
    }

    /** The URL of a new queue. */
    public String queue(String name) {
        client.createQueue(call -> call.queueName(name));
        return endpoint + "/000000000000/" + name;
    }

    /** The URL of a new queue that gives its messages up to another after so many receipts. */
    public String queue(String name, String deadLetters, int maxReceipts) {
        queue(deadLetters);
        String policy = "{\"deadLetterTargetArn\":\"arn:aws:sqs:elasticmq:000000000000:" + deadLetters
                + "\",\"maxReceiveCount\":\"" + maxReceipts + "\"}";
        client.createQueue(call -> call.queueName(name).attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, policy)));
        return endpoint + "/000000000000/" + name;
    }

    /** The messages that can be received now; they are invisible then for half a minute, unless that is changed. */
    public List<Message> receive(String url) {
        return client.receiveMessage(call -> call.queueUrl(url)
                        .maxNumberOfMessages(MANY)
                        .messageSystemAttributeNames(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
                .messages();
    }

    /** The event that Lambda makes of messages. */
    public static byte[] event(List<Message> messages) {
        return Json.write(
                Map.of("Records", messages.stream().map(SqsServer::record).toList()));
    }

    /** Removes the messages that the function's answer does not name. */
    public void settle(String url, List<Message> messages, byte[] answer) {
        Answer failures = Json.read(answer, Answer.class);
        messages.stream()
                .filter(message -> failures.batchItemFailures().stream()
                        .noneMatch(failure -> failure.itemIdentifier().equals(message.messageId())))
                .forEach(message ->
                        client.deleteMessage(call -> call.queueUrl(url).receiptHandle(message.receiptHandle())));
    }

    @Override
    public void close() {
        client.close();
        server.stopAndWait();
    }

    private static Map<String, Object> record(Message message) {
        Map<String, Object> attributes = new HashMap<>(message.attributesAsStrings());
        return Map.of(
                "messageId", message.messageId(),
                "receiptHandle", message.receiptHandle(),
                "eventSource", "aws:sqs",
                "attributes", attributes,
                "body", message.body());
    }

    private record Answer(List<Failure> batchItemFailures) {}

    private record Failure(String itemIdentifier) {}
}
