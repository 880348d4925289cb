package org.eventextractor.lambda.queue;

import java.time.Duration;
import java.util.Map;
import org.eventextractor.core.storage.AwsEnvironment;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/** Opens the queues of Amazon SQS, over one client, which is made when it is first needed. Thread-safe. */
public final class MessageQueues implements AutoCloseable {

    private static final int MAX_CONNECTIONS = 4;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);

    private final Map<String, String> environment;

    private @Nullable SqsClient client;

    /** @param environment of which {@link AwsEnvironment} names what is read, with {@code SQS} for the service */
    public MessageQueues(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** The queue of a URL. Nothing is asked of it yet. */
    public MessageQueue open(String url) {
        return new SqsMessageQueue(this::client, url);
    }

    /** Ends the connections; what was opened here cannot be used any more. */
    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
            client = null;
        }
    }

    private synchronized SqsClient client() {
        if (client == null) {
            client = newClient();
        }
        return client;
    }

    private SqsClient newClient() {
        SqsClientBuilder builder = SqsClient.builder()
                .region(AwsEnvironment.region(environment))
                .credentialsProvider(AwsEnvironment.credentials(environment))
                .httpClient(ApacheHttpClient.builder()
                        .maxConnections(MAX_CONNECTIONS)
                        .connectionTimeout(CONNECT_TIMEOUT)
                        .socketTimeout(CALL_TIMEOUT)
                        .build())
                .overrideConfiguration(configuration -> configuration
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy())
                        .apiCallTimeout(CALL_TIMEOUT));
        AwsEnvironment.endpoint(environment, "SQS").ifPresent(builder::endpointOverride);
        return builder.build();
    }
}
