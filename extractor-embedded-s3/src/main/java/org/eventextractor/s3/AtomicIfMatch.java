package org.eventextractor.s3;

import java.io.InputStream;
import java.util.stream.Stream;
import org.gaul.s3proxy.S3ErrorCode;
import org.gaul.s3proxy.S3ProxyException;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Compares the entity tag and writes in one step. The server compares it before it hands the write to its store, so of
 * two racing writers with {@code If-Match} both might pass. Writes of one key wait for each other here.
 */
final class AtomicIfMatch extends ForwardingBlobStore {

    private static final int LOCKS = 64;

    private final Object[] locks = Stream.generate(Object::new).limit(LOCKS).toArray();

    AtomicIfMatch(BlobStore store) {
        super(store);
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream body) {
        synchronized (locks[Math.floorMod(request.key().hashCode(), LOCKS)]) {
            if (request.ifMatch() != null
                    && !request.ifMatch().replace("\"", "").equals(currentETag(request))) {
                throw new S3ProxyException(S3ErrorCode.PRECONDITION_FAILED);
            }
            return super.putBlob(request, body);
        }
    }

    private String currentETag(PutObjectRequest request) {
        HeadObjectRequest head = HeadObjectRequest.builder()
                .bucket(request.bucket())
                .key(request.key())
                .build();
        return blobMetadata(head).eTag().replace("\"", "");
    }
}
