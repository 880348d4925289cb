package org.eventextractor.core.storage;

import java.util.Objects;
import org.eventextractor.core.storage.StorageException.Kind;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What S3's answers mean to a caller, in words that name the object and what to do.
 *
 * @param bucket whose errors they are
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3 error responses</a>
 */
record S3Errors(String bucket) {

    StorageException of(String verb, String key, SdkException error) {
        String what = "cannot " + verb + " " + describe(key) + ": ";
        if (error instanceof AwsServiceException answer) {
            return ofAnswer(what, answer);
        }
        return new StorageException(
                Kind.UNAVAILABLE,
                what + "S3 was not reached (" + error.getMessage() + "); check network, endpoint and credentials",
                error);
    }

    /** A condition on an object that is gone does not hold; everywhere else what is gone is not found. */
    StorageException ofConditionalWrite(String key, SdkException error) {
        return error instanceof AwsServiceException answer && code(answer).equals("NoSuchKey")
                ? new StorageException(Kind.CHANGED, describe(key) + " is no longer there; read it again", error)
                : of("write", key, error);
    }

    String describe(String key) {
        return "s3://" + bucket + "/" + key;
    }

    private StorageException ofAnswer(String what, AwsServiceException answer) {
        Kind kind = kind(answer);
        String details = code(answer) + " (HTTP " + answer.statusCode() + ", request " + answer.requestId() + ")";
        return new StorageException(kind, what + details + "; " + advice(kind, answer.statusCode()), answer);
    }

    private static Kind kind(AwsServiceException answer) {
        if (code(answer).equals("EntityTooLarge")) {
            return Kind.TOO_LARGE;
        }
        return switch (answer.statusCode()) {
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
