package org.eventextractor.lambda.notify;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventextractor.core.callback.JsonPoster;
import org.eventextractor.core.storage.AwsEnvironment;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.SnsClientBuilder;

/** Makes notifiers, over one client of Amazon SNS, which is made when it is first needed. Thread-safe. */
public final class Notifiers implements AutoCloseable {

    private static final int MAX_CONNECTIONS = 2;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

    private final Map<String, String> environment;
    private final JsonPoster poster = new JsonPoster();

    private @Nullable SnsClient client;

    /** @param environment of which {@link AwsEnvironment} names what is read, with {@code SNS} for the service */
    public Notifiers(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * A notifier. Nothing is sent yet.
     *
     * @param topic ARN of a topic; empty for none
     * @param webhooks URLs of Slack-compatible webhooks
     */
    public Notifier open(Optional<String> topic, List<URI> webhooks) {
        List<NotificationChannel> channels = new ArrayList<>();
        topic.ifPresent(arn -> channels.add(new SnsTopic(this::client, arn)));
        webhooks.forEach(url -> channels.add(new SlackWebhook(poster, url)));
        return new Notifier(channels);
    }

    /** Ends the connections; notifiers made here cannot be used any more. */
    @Override
    public synchronized void close() {
        poster.close();
        if (client != null) {
            client.close();
            client = null;
        }
    }

    private synchronized SnsClient client() {
        if (client == null) {
            client = newClient();
        }
        return client;
    }

    private SnsClient newClient() {
        SnsClientBuilder builder = SnsClient.builder()
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
        AwsEnvironment.endpoint(environment, "SNS").ifPresent(builder::endpointOverride);
        return builder.build();
    }
}
