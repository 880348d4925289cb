package org.eventextractor.local.queue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.ActorSystem;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.eventextractor.local.wire.AwsJsonCodec;
import org.eventextractor.s3.LocalCredentials;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * SQS on this machine: queues in memory, over HTTP on 127.0.0.1 as the SDKs speak it. Signatures are not verified.
 * Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/">SQS API reference</a>
 */
public final class QueueEndpoint implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int STOP_SECONDS = 10;

    /** A few queues need few threads; what is worth a line is worth a warning. */
    private static final Config ACTORS = ConfigFactory.parseMap(Map.of(
            "pekko.daemonic", "on",
            "pekko.jvm-shutdown-hooks", "off",
            "pekko.coordinated-shutdown.run-by-jvm-shutdown-hook", "off",
            "pekko.loglevel", "WARNING",
            "pekko.stdout-loglevel", "WARNING",
            "pekko.actor.default-dispatcher.fork-join-executor.parallelism-max", 4));

    private final ActorSystem actors;
    private final SQSRestServer server;
    private final URI endpoint;

    private QueueEndpoint(ActorSystem actors, SQSRestServer server, URI endpoint) {
        this.actors = actors;
        this.server = server;
        this.endpoint = endpoint;
    }

    /**
     * Starts listening.
     *
     * @param port 0 for any free one
     * @param queues made empty, each with its dead-letter queue
     * @throws UncheckedIOException if the port cannot be had
     */
    public static QueueEndpoint start(int port, List<QueueDefinition> queues) {
        ActorSystem actors = ActorSystem.create("queues", ACTORS.withFallback(ConfigFactory.load()));
        try {
            QueueEndpoint endpoint = listen(actors, port);
            endpoint.create(queues);
            return endpoint;
        } catch (RuntimeException e) {
            actors.terminate();
            throw e;
        }
    }

    /** Where it listens: {@code http://127.0.0.1:port}. */
    public URI endpoint() {
        return endpoint;
    }

    /** A queue's URL, by its name. */
    public String url(String queue) {
        return endpoint + "/" + LocalCredentials.ACCOUNT + "/" + queue;
    }

    /** Opens a queue or a dead-letter queue by its name. The caller closes it. */
    public EventQueue open(String queue) {
        return new EventQueue(queue, url(queue), endpoint);
    }

    /** Stops listening. Messages are gone. */
    @Override
    public void close() {
        server.stopAndWait();
        actors.terminate();
        try {
            actors.getWhenTerminated().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the queues' actor system did not stop", e);
        }
    }

    private static QueueEndpoint listen(ActorSystem actors, int port) {
        SQSRestServer server = SQSRestServerBuilder.withActorSystem(actors)
                .withInterface(LOOPBACK)
                .withPort(port)
                .withAWSRegion(LocalCredentials.REGION)
                .withAWSAccountId(LocalCredentials.ACCOUNT)
                .start();
        try {
            int bound = server.waitUntilStarted().localAddress().getPort();
            return new QueueEndpoint(actors, server, URI.create("http://" + LOOPBACK + ":" + bound));
        } catch (RuntimeException e) {
            IOException cause = new IOException(e.getMessage(), e);
            throw new UncheckedIOException("cannot listen on port " + port + "; is it in use?", cause);
        }
    }

    private void create(List<QueueDefinition> queues) {
        try (SqsClient client = SqsClients.create(endpoint)) {
            for (QueueDefinition queue : queues) {
                client.createQueue(call -> call.queueName(queue.deadLetters()));
                client.createQueue(call -> call.queueName(queue.name()).attributes(attributes(queue)));
            }
        }
    }

    private static Map<QueueAttributeName, String> attributes(QueueDefinition queue) {
        Map<String, String> redrive = Map.of(
                "deadLetterTargetArn",
                EventQueue.arn(queue.deadLetters()),
                "maxReceiveCount",
                String.valueOf(queue.maxReceiveCount()));
        return Map.of(
                QueueAttributeName.VISIBILITY_TIMEOUT,
                        String.valueOf(queue.visibility().toSeconds()),
                QueueAttributeName.REDRIVE_POLICY, AwsJsonCodec.text(redrive));
    }
}
