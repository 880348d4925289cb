package org.eventextractor.core.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eventextractor.core.storage.BoundedBody.Body;
import org.eventextractor.core.storage.StorageException.Kind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * One S3 bucket, or a bucket of another server that speaks S3.
 *
 * <p>Conditions are S3's own: {@code If-Match} and {@code If-None-Match: *}. The client below repeats a write whose
 * answer was lost, and S3 then refuses the repeat because of the write that succeeded. So a conditional write carries
 * an id of its own in the object's metadata; when it is refused, the object's id tells whether the writer that won was
 * this one. An {@link ObjectStore#write} that is answered with {@code CHANGED} has therefore not written, unless
 * somebody wrote over it since.
 *
 * <p>An object is written by one PUT, so it is at most 5 GiB.
 *
 * <p>Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">Conditional writes</a>
 */
public final class S3ObjectStore implements ObjectStore {

    private static final Logger log = LoggerFactory.getLogger(S3ObjectStore.class);

    private static final String WRITE_ID = "extractor-write-id";
    private static final int PAGE = 1_000;

    private final S3Client client;
    private final String bucket;
    private final S3Errors errors;

    /** @param client as {@link S3Clients} makes it; it stays the caller's to close */
    public S3ObjectStore(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
        this.errors = new S3Errors(bucket);
    }

    @Override
    public StorageUri root() {
        return StorageUri.s3(bucket, "");
    }

    @Override
    public StoredObject read(String key, ReadCondition condition, long maxBytes) {
        Body body =
                attempt("read", key, () -> client.getObject(get(key, condition).build(), new BoundedBody(maxBytes)));
        byte[] bytes = bounded(key, body, maxBytes);
        return new StoredObject(
                new ObjectSummary(
                        key, bytes.length, ETags.unquoted(body.response().eTag())),
                bytes);
    }

    @Override
    public byte[] readRange(String key, ReadCondition condition, long offset, int length) {
        ByteRange range = new ByteRange(offset, length);
        GetObjectRequest request = get(key, condition).range(range.header()).build();
        Body body = attempt("read", key, () -> client.getObject(request, new BoundedBody(length)));
        byte[] bytes = bounded(key, body, length);
        if (bytes.length < length) {
            throw new StorageException(Kind.UNAVAILABLE, errors.describe(key) + " ends before " + range);
        }
        return bytes;
    }

    @Override
    public Optional<ObjectSummary> find(String key) {
        return head(key).map(found -> new ObjectSummary(key, found.contentLength(), ETags.unquoted(found.eTag())));
    }

    @Override
    public ObjectPage list(String prefix, @Nullable String token) {
        ListObjectsV2Request request = ListObjectsV2Request.builder()
                .bucket(bucket)
                .prefix(prefix)
                .continuationToken(token)
                .encodingType(EncodingType.URL)
                .maxKeys(PAGE)
                .build();
        return attempt("list", prefix, () -> ListingInterceptor.list(client, request));
    }

    @Override
    public String write(String key, byte[] bytes, String contentType, WriteCondition condition) {
        PutObjectRequest.Builder request = putRequest(key, contentType);
        RequestBody body = RequestBody.fromBytes(bytes);
        if (condition instanceof WriteCondition.Always) {
            return attempt("write", key, () -> put(request, body));
        }
        return writeConditionally(key, conditional(request, condition), body);
    }

    @Override
    public String moveIn(String key, Path file, String contentType) {
        String eTag = attempt("write", key, () -> put(putRequest(key, contentType), RequestBody.fromFile(file)));
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("{} is stored as {}, and its file cannot be removed", file, key, e);
        }
        return eTag;
    }

    @Override
    public void delete(String key) {
        attempt(
                "delete",
                key,
                () -> client.deleteObject(request -> request.bucket(bucket).key(key)));
    }

    private String writeConditionally(String key, PutObjectRequest.Builder request, RequestBody body) {
        String writeId = UUID.randomUUID().toString();
        request.metadata(Map.of(WRITE_ID, writeId));
        try {
            return put(request, body);
        } catch (SdkException e) {
            StorageException failure = errors.ofConditionalWrite(key, e);
            if (failure.kind() != Kind.CHANGED) {
                throw failure;
            }
            return head(key)
                    .filter(found -> writeId.equals(found.metadata().get(WRITE_ID)))
                    .map(found -> ETags.unquoted(found.eTag()))
                    .orElseThrow(() -> failure);
        }
    }

    private Optional<HeadObjectResponse> head(String key) {
        try {
            return Optional.of(
                    client.headObject(request -> request.bucket(bucket).key(key)));
        } catch (SdkException e) {
            StorageException failure = errors.of("look up", key, e);
            if (failure.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private String put(PutObjectRequest.Builder request, RequestBody body) {
        return ETags.unquoted(client.putObject(request.build(), body).eTag());
    }

    private byte[] bounded(String key, Body body, long maxBytes) {
        if (body.bytes() == null) {
            throw errors.tooLarge(key, String.valueOf(body.response().contentLength()), maxBytes);
        }
        return body.bytes();
    }

    private GetObjectRequest.Builder get(String key, ReadCondition condition) {
        return GetObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .ifMatch(condition.eTag() == null ? null : ETags.quoted(condition.eTag()));
    }

    private PutObjectRequest.Builder putRequest(String key, String contentType) {
        return PutObjectRequest.builder().bucket(bucket).key(key).contentType(contentType);
    }

    private static PutObjectRequest.Builder conditional(PutObjectRequest.Builder request, WriteCondition condition) {
        return condition instanceof WriteCondition.IfMatch match
                ? request.ifMatch(ETags.quoted(match.eTag()))
                : request.ifNoneMatch("*");
    }

    private <T> T attempt(String verb, String key, Call<T> call) {
        try {
            return call.make();
        } catch (SdkException e) {
            throw errors.of(verb, key, e);
        }
    }

    private interface Call<T> {
        T make();
    }
}
