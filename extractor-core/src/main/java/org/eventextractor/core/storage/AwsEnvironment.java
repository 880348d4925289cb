package org.eventextractor.core.storage;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** What the environment variables that all AWS tools know say to every client made here. */
public final class AwsEnvironment {

    private static final String DEFAULT_REGION = "us-east-1";

    private AwsEnvironment() {}

    /** {@code AWS_REGION}; us-east-1 unless set. */
    public static Region region(Map<String, String> environment) {
        return Region.of(environment.getOrDefault("AWS_REGION", DEFAULT_REGION));
    }

    /**
     * Another server than AWS's own: {@code AWS_ENDPOINT_URL_} and the service's name, or else {@code
     * AWS_ENDPOINT_URL}.
     *
     * @param service as the variable spells it, such as {@code S3}
     * @throws IllegalArgumentException if it is no URI
     */
    public static Optional<URI> endpoint(Map<String, String> environment, String service) {
        return Optional.ofNullable(environment.get("AWS_ENDPOINT_URL_" + service))
                .or(() -> Optional.ofNullable(environment.get("AWS_ENDPOINT_URL")))
                .map(URI::create);
    }

    /**
     * {@code AWS_ACCESS_KEY_ID} with {@code AWS_SECRET_ACCESS_KEY} and {@code AWS_SESSION_TOKEN}; without a key id,
     * whatever the SDK finds where it always looks.
     *
     * @throws IllegalArgumentException if a key id has no secret
     */
    public static AwsCredentialsProvider credentials(Map<String, String> environment) {
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
