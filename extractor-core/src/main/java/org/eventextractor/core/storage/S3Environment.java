package org.eventextractor.core.storage;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointProvider;

/**
 * Which S3 to speak to, and as whom.
 *
 * @param region of all buckets
 * @param endpoint another server that speaks S3; null for S3 itself
 * @param authorities a PEM file of the certificates to trust; null for the machine's own trust store
 * @param credentials asked again and again, since credentials end; thread-safe
 */
public record S3Environment(
        Region region, @Nullable URI endpoint, @Nullable Path authorities, AwsCredentialsProvider credentials) {

    /**
     * Reads a process's environment: {@code AWS_ENDPOINT_URL_S3} or {@code AWS_ENDPOINT_URL} (another server that
     * speaks S3; keys then go into the path, not the host name), {@code AWS_CA_BUNDLE} (the authorities) and what
     * {@link AwsEnvironment} names.
     *
     * @throws IllegalArgumentException if the endpoint is no URI, or a key id has no secret
     */
    public static S3Environment from(Map<String, String> environment) {
        String authorities = environment.get("AWS_CA_BUNDLE");
        return new S3Environment(
                AwsEnvironment.region(environment),
                AwsEnvironment.endpoint(environment, "S3").orElse(null),
                authorities == null ? null : Path.of(authorities),
                AwsEnvironment.credentials(environment));
    }

    /** Where a bucket answers: its path is empty where the bucket is part of the host name. */
    public URI addressOf(String bucket) {
        return S3EndpointProvider.defaultProvider()
                .resolveEndpoint(parameters -> parameters
                        .bucket(bucket)
                        .region(region)
                        .endpoint(endpoint == null ? null : endpoint.toString())
                        .forcePathStyle(endpoint != null))
                .join()
                .url();
    }
}
