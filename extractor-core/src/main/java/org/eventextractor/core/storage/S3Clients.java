package org.eventextractor.core.storage;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Builds the S3 client that everything here shares: retries, times and connections are bounded. */
public final class S3Clients {

    private static final int MAX_ATTEMPTS = 5;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration SILENCE_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration TOTAL_TIMEOUT = Duration.ofMinutes(5);

    private S3Clients() {}

    /**
     * A client for all buckets of one region. The caller closes it.
     *
     * @param environment the process's environment, as {@link S3Environment#from} reads it, but for
     *     the authorities: this client trusts whom the JVM trusts
     * @param maxConnections how many calls may be under way at once; others wait
     * @throws IllegalArgumentException if the endpoint is no URI, or a key id has no secret
     */
    public static S3Client create(Map<String, String> environment, int maxConnections) {
        return create(environment, httpClient(maxConnections));
    }

    /**
     * As the other, over an HTTP client of the caller's, which the S3 client closes.
     *
     * @throws IllegalArgumentException if the endpoint is no URI, or a key id has no secret
     */
    public static S3Client create(Map<String, String> environment, SdkHttpClient httpClient) {
        S3Environment s3 = S3Environment.from(environment);
        S3ClientBuilder builder = S3Client.builder()
                .region(s3.region())
                .credentialsProvider(s3.credentials())
                .httpClient(httpClient)
                .overrideConfiguration(configuration -> configuration
                        .retryStrategy(retries())
                        .addExecutionInterceptor(new ListingInterceptor())
                        .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
                        .apiCallTimeout(TOTAL_TIMEOUT));
        return (s3.endpoint() == null ? builder : forEndpoint(builder, s3.endpoint())).build();
    }

    /** Other servers do not know all of S3's checksums: none is sent or asked for where S3 does not demand it. */
    private static S3ClientBuilder forEndpoint(S3ClientBuilder builder, URI endpoint) {
        return builder.endpointOverride(endpoint)
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    }

    private static SdkHttpClient httpClient(int maxConnections) {
        return ApacheHttpClient.builder()
                .maxConnections(maxConnections)
                .connectionTimeout(CONNECT_TIMEOUT)
                .socketTimeout(SILENCE_TIMEOUT)
                .connectionAcquisitionTimeout(ATTEMPT_TIMEOUT)
                .tcpKeepAlive(true)
                .build();
    }

    /** The SDK's own rules, and the one error that S3 documents as "try again" which the SDK does not. */
    private static RetryStrategy retries() {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(MAX_ATTEMPTS)
                .retryOnException(S3Clients::isWriteConflict)
                .build();
    }

    private static boolean isWriteConflict(Throwable error) {
        return error instanceof S3Exception answer
                && answer.awsErrorDetails() != null
                && "ConditionalRequestConflict".equals(answer.awsErrorDetails().errorCode());
    }
}
