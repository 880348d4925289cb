package org.eventextractor.core.storage;

import java.util.Objects;
import java.util.Set;
import org.eventextractor.core.storage.StorageException.Kind;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What S3's answers mean to a caller, in words that name the object and what to do.
 *
 * @param bucket whose errors they are
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3 error responses</a>
 */
public record S3Errors(String bucket) {

    /** Of credentials that were good, or are, were it not for the clock. */
    private static final Set<String> EXPIRED = Set.of("ExpiredToken", "RequestTimeTooSkewed");

    /** Refusals for good, though the status is not that of one. */
    private static final Set<String> DENIED = Set.of("InvalidToken");

    /** How the SDK begins a message that goes on with every place where it looked, and what was wrong there. */
    private static final String NO_CREDENTIALS = "Unable to load credentials from any of the providers";

    /** What the SDK's client reports, after its own retries. */
    public StorageException of(String verb, String key, SdkException error) {
        if (error instanceof AwsServiceException answer) {
            return ofAnswer(verb, key, code(answer), answer.statusCode(), answer.requestId(), answer);
        }
        String why = String.valueOf(error.getMessage());
        return why.startsWith(NO_CREDENTIALS) ? withoutCredentials(verb, key, error) : unreached(verb, key, why, error);
    }

    /**
     * An answer that is an error.
     *
     * @param verb what was tried, for the message: {@code read}
     * @param code S3's error code; empty if the answer tells none
     * @param status the HTTP status
     * @param requestId for AWS support; null if the answer tells none
     */
    public StorageException ofAnswer(
            String verb, String key, String code, int status, @Nullable String requestId, @Nullable Throwable cause) {
        Kind kind = kind(code, status);
        String details = code + " (HTTP " + status + ", request " + requestId + ")";
        return new StorageException(kind, cannot(verb, key) + details + "; " + advice(kind, status), cause);
    }

    /** No answer, or not a whole one. */
    public StorageException unreached(String verb, String key, String why, @Nullable Throwable cause) {
        return new StorageException(
                Kind.UNAVAILABLE,
                cannot(verb, key) + "S3 was not reached (" + why + "); check network, endpoint and credentials",
                cause);
    }

    /** The object has more bytes than the caller is ready to hold. */
    public StorageException tooLarge(String key, String size, long maxBytes) {
        return new StorageException(
                Kind.TOO_LARGE, describe(key) + " has " + size + " bytes, more than the " + maxBytes + " allowed");
    }

    /** A condition on an object that is gone does not hold; everywhere else what is gone is not found. */
    StorageException ofConditionalWrite(String key, SdkException error) {
        return error instanceof AwsServiceException answer && code(answer).equals("NoSuchKey")
                ? new StorageException(Kind.CHANGED, describe(key) + " is no longer there; read it again", error)
                : of("write", key, error);
    }

    /** The object's name in messages. */
    public String describe(String key) {
        return "s3://" + bucket + "/" + key;
    }

    /** There are none, or they have expired. Whoever hands them out, such as a container's agent, may answer later. */
    private StorageException withoutCredentials(String verb, String key, SdkException error) {
        return new StorageException(
                Kind.UNAVAILABLE,
                cannot(verb, key) + "no AWS credentials could be loaded; log in again, or set AWS_PROFILE, or"
                        + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
                error);
    }

    private String cannot(String verb, String key) {
        return "cannot " + verb + " " + describe(key) + ": ";
    }

    private static Kind kind(String code, int status) {
        if (code.equals("EntityTooLarge")) {
            return Kind.TOO_LARGE;
        }
        if (EXPIRED.contains(code)) {
            return Kind.CREDENTIALS_EXPIRED;
        }
        if (DENIED.contains(code)) {
            return Kind.ACCESS_DENIED;
        }
        return switch (status) {
            case 404 -> Kind.NOT_FOUND;
            case 412 -> Kind.CHANGED;
            case 401, 403 -> Kind.ACCESS_DENIED;
            default -> Kind.UNAVAILABLE;
        };
    }

    private String advice(Kind kind, int status) {
        return switch (kind) {
            case NOT_FOUND -> "check the bucket, the key and the version";
            case CHANGED -> "another has written it; read it again";
            case ACCESS_DENIED ->
                "check that the role may do this in " + bucket
                        + "; S3 answers so as well for a missing key where the role may not list the bucket";
            case CREDENTIALS_EXPIRED -> "check that the credentials are renewed, and this machine's clock";
            case TOO_LARGE -> "S3 takes at most 5 GiB in one PUT";
            case UNAVAILABLE ->
                status == 301 || status == 400
                        ? "check AWS_REGION and AWS_ENDPOINT_URL_S3 against the bucket's region"
                        : "try again later";
        };
    }

    /** A HEAD has no body, so its errors have only a status. */
    private static String code(AwsServiceException answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        return details == null ? "" : Objects.requireNonNullElse(details.errorCode(), "");
    }
}
