package org.eventextractor.lambda.batch;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryUtils;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.batch.BatchClientBuilder;

/** Builds the Batch client: calls and times are bounded, and nothing is submitted twice behind our back. */
public final class BatchClients {

    private static final String DEFAULT_REGION = "us-east-1";
    private static final int MAX_ATTEMPTS = 4;
    private static final int MAX_CONNECTIONS = 4;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);

    private BatchClients() {}

    /**
     * A client. The caller closes it.
     *
     * @param environment the process's environment. Read are {@code AWS_REGION} (us-east-1 unless set), {@code
     *     AWS_ENDPOINT_URL_BATCH}, and {@code AWS_ACCESS_KEY_ID} with {@code AWS_SECRET_ACCESS_KEY} and {@code
     *     AWS_SESSION_TOKEN}; without a key id the SDK looks for credentials where it always does
     * @throws IllegalArgumentException if the endpoint is no URI
     */
    public static BatchClient create(Map<String, String> environment) {
        BatchClientBuilder builder = BatchClient.builder()
                .region(Region.of(environment.getOrDefault("AWS_REGION", DEFAULT_REGION)))
                .credentialsProvider(credentials(environment))
                .httpClientBuilder(ApacheHttpClient.builder()
                        .maxConnections(MAX_CONNECTIONS)
                        .connectionTimeout(CONNECT_TIMEOUT)
                        .socketTimeout(CALL_TIMEOUT))
                .overrideConfiguration(configuration ->
                        configuration.retryStrategy(onlyThrottling()).apiCallTimeout(CALL_TIMEOUT));
        Optional.ofNullable(environment.get("AWS_ENDPOINT_URL_BATCH"))
                .map(URI::create)
                .ifPresent(builder::endpointOverride);
        return builder.build();
    }

    /**
     * SubmitJob has no client token: a call whose answer got lost may have submitted a job. Only a call that was turned
     * away for sure is made again here; {@link AwsBatchJobs} looks after the others.
     */
    private static RetryStrategy onlyThrottling() {
        return DefaultRetryStrategy.standardStrategyBuilder()
                .useClientDefaults(false)
                .maxAttempts(MAX_ATTEMPTS)
                .retryOnException(
                        error -> error instanceof SdkException answer && RetryUtils.isThrottlingException(answer))
                .treatAsThrottling(
                        error -> error instanceof SdkException answer && RetryUtils.isThrottlingException(answer))
                .build();
    }

    private static AwsCredentialsProvider credentials(Map<String, String> environment) {
        String keyId = environment.get("AWS_ACCESS_KEY_ID");
        String secret = environment.get("AWS_SECRET_ACCESS_KEY");
        if (keyId == null || secret == null) {
            return DefaultCredentialsProvider.builder().build();
        }
        String token = environment.get("AWS_SESSION_TOKEN");
        return StaticCredentialsProvider.create(
                token == null
                        ? AwsBasicCredentials.create(keyId, secret)
                        : AwsSessionCredentials.create(keyId, secret, token));
    }
}
