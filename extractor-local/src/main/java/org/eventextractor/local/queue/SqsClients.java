package org.eventextractor.local.queue;

import java.net.URI;
import java.time.Duration;
import org.eventextractor.s3.LocalCredentials;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Clients of the local queues. */
final class SqsClients {
    private static final int CONNECTIONS = 32;

    /** Longer than the longest poll that SQS allows. */
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(25);

    private SqsClients() {}

    static SqsClient create(URI endpoint) {
        return SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(LocalCredentials.REGION))
                .credentialsProvider(LocalCredentials.provider())
                .httpClientBuilder(
                        ApacheHttpClient.builder().maxConnections(CONNECTIONS).socketTimeout(READ_TIMEOUT))
                .build();
    }
}
