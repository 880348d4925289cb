package org.eventextractor.core.storage.crt;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eventextractor.core.storage.ByteRange;
import org.eventextractor.core.storage.S3Errors;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StorageException.Kind;

/**
 * Tells what an answer to a GET means.
 *
 * @param errors of the bucket
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3 error responses</a>
 */
record AnswerJudge(S3Errors errors) {

    private static final String READ = "read";
    private static final Set<Integer> SLOW_DOWN = Set.of(429, 503);
    private static final Set<Integer> TRANSIENT = Set.of(408, 429, 500, 502, 503, 504);

    /** Transient, though the status does not say so. */
    private static final Set<String> TRANSIENT_CODES = Set.of("ExpiredToken", "RequestTimeout", "SlowDown");

    private static final Pattern CODE = Pattern.compile("<Code>([^<]*)</Code>");

    Verdict of(ReadRequest request, S3Answer answer) {
        if (!ReadRequest.isContent(answer.status())) {
            return ofError(request.key(), answer);
        }
        if (answer.status() != request.goodStatus()) {
            return new Verdict.Failed(otherBytes(request, answer));
        }
        return request.range() == null ? ofWhole(request, answer) : ofPart(request, request.range(), answer);
    }

    /** No answer, or not a whole one. */
    Verdict ofFailure(String key, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return new Verdict.Again(errors.unreached(READ, key, String.valueOf(cause.getMessage()), cause), false);
    }

    private Verdict ofWhole(ReadRequest request, S3Answer answer) {
        String key = request.key();
        byte[] body = answer.body();
        if (body == null) {
            String length = answer.announcedLength();
            return new Verdict.Failed(errors.tooLarge(key, length == null ? "more" : length, request.length()));
        }
        if (body.length < request.length()) {
            return shorter(key, request.length(), answer, body.length);
        }
        if (!BodyChecksum.matches(answer.headers(), body)) {
            String what = errors.describe(key) + " does not have the checksum that S3 sent with it";
            return new Verdict.Again(new StorageException(Kind.UNAVAILABLE, what), false);
        }
        return new Verdict.Done(body);
    }

    /** Without an announced length, the body may as well have broken off. */
    private Verdict shorter(String key, long size, S3Answer answer, int length) {
        String what = errors.describe(key) + " has " + length + " bytes, fewer than the " + size + " expected";
        return answer.announcedLength() == null
                ? new Verdict.Again(new StorageException(Kind.UNAVAILABLE, what), false)
                : new Verdict.Failed(new StorageException(Kind.CHANGED, what));
    }

    private Verdict ofPart(ReadRequest request, ByteRange range, S3Answer answer) {
        byte[] body = answer.body();
        String key = request.key();
        if (body == null || !answer.isOf(range)) {
            return new Verdict.Failed(otherBytes(request, answer));
        }
        return body.length < range.length()
                ? new Verdict.Again(errors.unreached(READ, key, "the body broke off", null), false)
                : new Verdict.Done(body);
    }

    private StorageException otherBytes(ReadRequest request, S3Answer answer) {
        String asked = request.range() == null ? "all bytes" : request.range().toString();
        return new StorageException(
                Kind.UNAVAILABLE,
                "asked for " + asked + ", the server sent " + answer.contentRange() + " of "
                        + errors.describe(request.key()) + " (HTTP " + answer.status() + ")"
                        + "; either the object ends before, or the endpoint does not know ranges");
    }

    private Verdict ofError(String key, S3Answer answer) {
        byte[] body = Objects.requireNonNullElse(answer.body(), new byte[0]);
        Matcher matcher = CODE.matcher(new String(body, StandardCharsets.UTF_8));
        String code = matcher.find() ? matcher.group(1) : "";
        StorageException failure = errors.ofAnswer(READ, key, code, answer.status(), answer.requestId(), null);
        if (TRANSIENT.contains(answer.status()) || TRANSIENT_CODES.contains(code)) {
            return new Verdict.Again(failure, SLOW_DOWN.contains(answer.status()) || code.equals("SlowDown"));
        }
        return new Verdict.Failed(failure);
    }
}
