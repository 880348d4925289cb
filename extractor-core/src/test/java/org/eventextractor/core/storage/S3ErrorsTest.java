package org.eventextractor.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.eventextractor.core.storage.StorageException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** What S3's error codes mean to whoever decides whether to try again. */
class S3ErrorsTest {

    @ParameterizedTest
    @CsvSource({
        "ExpiredToken, 400, CREDENTIALS_EXPIRED, true",
        "RequestTimeTooSkewed, 403, CREDENTIALS_EXPIRED, true",
        "InvalidToken, 400, ACCESS_DENIED, false",
        "AccessDenied, 403, ACCESS_DENIED, false",
        "InvalidAccessKeyId, 403, ACCESS_DENIED, false",
        "SignatureDoesNotMatch, 403, ACCESS_DENIED, false",
        "'', 403, ACCESS_DENIED, false",
        "NoSuchKey, 404, NOT_FOUND, false",
        "PreconditionFailed, 412, CHANGED, false",
        "EntityTooLarge, 400, TOO_LARGE, false",
        "SlowDown, 503, UNAVAILABLE, true"
    })
    void credentialsThatHaveEndedAreToldFromThoseThatDoNotAllowIt(
            String code, int status, Kind kind, boolean retryable) {
        StorageException failure = new S3Errors("bucket").ofAnswer("read", "a/k", code, status, "R1", null);

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.kind().retryable()).isEqualTo(retryable);
    }

    @Test
    void credentialsThatCannotBeLoadedAreAskedForInOneSentence() {
        AwsCredentialsProviderChain nowhere = AwsCredentialsProviderChain.builder()
                .addCredentialsProvider(SystemPropertyCredentialsProvider.create())
                .build();
        try (S3Client client = S3Client.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(nowhere)
                .build()) {
            ObjectStore store = new S3ObjectStore(client, "bucket");

            StorageException failure = catchThrowableOfType(StorageException.class, () -> store.find("a/k"));

            assertThat(failure)
                    .hasMessage("cannot look up s3://bucket/a/k: no AWS credentials could be loaded; log in"
                            + " again, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
            assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(failure.getCause()).hasMessageContaining("SystemPropertyCredentialsProvider");
        }
    }
}
