package org.eventextractor.lambda.batch;

import java.time.Duration;
import java.util.Map;
import org.eventextractor.core.storage.AwsEnvironment;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryUtils;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.batch.BatchClientBuilder;

/** Builds the Batch client: calls and times are bounded, and nothing is submitted twice behind our back. */
public final class BatchClients {

    private static final int MAX_ATTEMPTS = 4;
    private static final int MAX_CONNECTIONS = 4;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);

    private BatchClients() {}

    /**
     * A client. The caller closes it.
     *
     * @param environment the process's environment, of which {@link AwsEnvironment} names what is read, with {@code
     *     BATCH} for the service
     * @throws IllegalArgumentException if the endpoint is no URI, or a key id has no secret
     */
    public static BatchClient create(Map<String, String> environment) {
        return create(environment, httpClient());
    }

    /**
     * As the other, over an HTTP client of the caller's, which the Batch client closes.
     *
     * @throws IllegalArgumentException if the endpoint is no URI, or a key id has no secret
     */
    public static BatchClient create(Map<String, String> environment, SdkHttpClient httpClient) {
        BatchClientBuilder builder = BatchClient.builder()
                .region(AwsEnvironment.region(environment))
                .credentialsProvider(AwsEnvironment.credentials(environment))
                .httpClient(httpClient)
                .overrideConfiguration(configuration ->
                        configuration.retryStrategy(onlyThrottling()).apiCallTimeout(CALL_TIMEOUT));
        AwsEnvironment.endpoint(environment, "BATCH").ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private static SdkHttpClient httpClient() {
        return ApacheHttpClient.builder()
                .maxConnections(MAX_CONNECTIONS)
                .connectionTimeout(CONNECT_TIMEOUT)
                .socketTimeout(CALL_TIMEOUT)
                .build();
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
}
