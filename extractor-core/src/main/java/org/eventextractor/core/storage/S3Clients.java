package org.eventextractor.core.storage;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Builds the S3 client that everything here shares: retries, times and connections are bounded. */
public final class S3Clients {

    private static final String DEFAULT_REGION = "us-east-1";
    private static final int MAX_ATTEMPTS = 5;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration SILENCE_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration TOTAL_TIMEOUT = Duration.ofMinutes(5);

    private S3Clients() {}

    /**
     * A client for all buckets of one region. The caller closes it.
     *
     * @param environment the process's environment. Read are {@code AWS_REGION} (us-east-1 unless set),
     *     {@code AWS_ENDPOINT_URL_S3} (another server that speaks S3; keys then go into the path, not the host name)
     *     and {@code AWS_ACCESS_KEY_ID} with {@code AWS_SECRET_ACCESS_KEY} and {@code AWS_SESSION_TOKEN}; without a
     *     key id the SDK looks for credentials where it always does
     * @param maxConnections how many calls may be under way at once; others wait
     * @throws IllegalArgumentException if the endpoint is no URI, or a key id has no secret
     */
    public static S3Client create(Map<String, String> environment, int maxConnections) {
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(environment.getOrDefault("AWS_REGION", DEFAULT_REGION)))
                .credentialsProvider(credentials(environment))
                .httpClient(httpClient(maxConnections))
                .overrideConfiguration(configuration -> configuration
                        .retryStrategy(retries())
                        .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
                        .apiCallTimeout(TOTAL_TIMEOUT));
        String endpoint = environment.get("AWS_ENDPOINT_URL_S3");
        return (endpoint == null ? builder : forEndpoint(builder, URI.create(endpoint))).build();
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

    private static AwsCredentialsProvider credentials(Map<String, String> environment) {
        String keyId = environment.get("AWS_ACCESS_KEY_ID");
        if (keyId == null) {
            return DefaultCredentialsProvider.builder().build();
        }
        String secret = environment.get("AWS_SECRET_ACCESS_KEY");
        if (secret == null) {
            throw new IllegalArgumentException(
                    "AWS_ACCESS_KEY_ID is set without AWS_SECRET_ACCESS_KEY; set both or none");
        }
        return StaticCredentialsProvider.create(credentials(keyId, secret, environment.get("AWS_SESSION_TOKEN")));
    }

    private static AwsCredentials credentials(String keyId, String secret, @Nullable String sessionToken) {
        return sessionToken == null
                ? AwsBasicCredentials.create(keyId, secret)
                : AwsSessionCredentials.create(keyId, secret, sessionToken);
    }
}
