package org.eventextractor.core.storage.crt;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.eventextractor.core.storage.S3Environment;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.crt.auth.credentials.Credentials;
import software.amazon.awssdk.crt.auth.signing.AwsSigner;
import software.amazon.awssdk.crt.auth.signing.AwsSigningConfig;
import software.amazon.awssdk.crt.auth.signing.AwsSigningConfig.AwsSignedBodyHeaderType;
import software.amazon.awssdk.crt.http.HttpRequest;

/**
 * Signs requests with the credentials of the moment.
 *
 * <p>Asking the SDK for credentials may wait for the network, so signing does not: it takes those of the last {@link
 * #refresh}. The SDK renews credentials minutes before they end; asking it every few seconds is enough, and costs
 * nothing while they last.
 *
 * <p>Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">Signature Version 4</a>
 */
final class RequestSigner {

    private final String region;
    private final AwsCredentialsProvider provider;
    private volatile Credentials credentials;

    /** @throws software.amazon.awssdk.core.exception.SdkException if there are no credentials */
    RequestSigner(S3Environment s3) {
        this.region = s3.region().id();
        this.provider = s3.credentials();
        this.credentials = credentials(provider);
    }

    /** Takes the provider's credentials of now; may wait for the network. */
    void refresh() {
        credentials = credentials(provider);
    }

    /** The request with its signature; the body is not part of it. */
    CompletableFuture<HttpRequest> sign(HttpRequest request) {
        AwsSigningConfig config = new AwsSigningConfig();
        config.setService("s3");
        config.setRegion(region);
        config.setCredentials(credentials);
        config.setSignedBodyHeader(AwsSignedBodyHeaderType.X_AMZ_CONTENT_SHA256);
        config.setSignedBodyValue("UNSIGNED-PAYLOAD");
        config.setShouldNormalizeUriPath(false);
        config.setUseDoubleUriEncode(false);
        return AwsSigner.signRequest(request, config);
    }

    private static Credentials credentials(AwsCredentialsProvider provider) {
        AwsCredentials found = provider.resolveCredentials();
        String token = found instanceof AwsSessionCredentials session ? session.sessionToken() : null;
        return new Credentials(bytes(found.accessKeyId()), bytes(found.secretAccessKey()), optionalBytes(token));
    }

    private static byte @Nullable [] optionalBytes(@Nullable String text) {
        return text == null ? null : bytes(text);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
