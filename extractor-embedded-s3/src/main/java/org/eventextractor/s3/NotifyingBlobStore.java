package org.eventextractor.s3;

import java.io.InputStream;
import java.time.Clock;
import org.eventextractor.s3.ObjectCreated.Operation;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** A store that tells a listener of every object created in it. A write that fails tells nobody. Thread-safe. */
final class NotifyingBlobStore extends ForwardingBlobStore {
    /** Keys of what the server notes down for itself, such as open multipart uploads. */
    private static final String SERVERS_OWN = ".s3proxy-";

    private final ObjectCreatedListener listener;
    private final Clock clock;

    NotifyingBlobStore(BlobStore store, ObjectCreatedListener listener, Clock clock) {
        super(store);
        this.listener = listener;
        this.clock = clock;
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
        PutObjectResponse response = super.putBlob(request, content);
        tell(Operation.PUT, request.bucket(), request.key(), response.eTag(), response.versionId());
        return response;
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        CopyObjectResponse response = super.copyBlob(request);
        String eTag = response.copyObjectResult().eTag();
        tell(Operation.COPY, request.destinationBucket(), request.destinationKey(), eTag, response.versionId());
        return response;
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload, CompleteMultipartUploadRequest request) {
        CompleteMultipartUploadResponse response = super.completeMultipartUpload(upload, request);
        tell(
                Operation.COMPLETE_MULTIPART_UPLOAD,
                request.bucket(),
                request.key(),
                response.eTag(),
                response.versionId());
        return response;
    }

    private void tell(Operation operation, String bucket, String key, String eTag, @Nullable String versionId) {
        if (key.startsWith(SERVERS_OWN)) {
            return;
        }
        HeadObjectResponse head = blobMetadataIfPresent(bucket, key);
        if (head == null) {
            return; // deleted since: S3 would still tell, but nobody could read it
        }
        String bareTag = eTag.replace("\"", "");
        listener.objectCreated(
                new ObjectCreated(operation, bucket, key, head.contentLength(), bareTag, versionId, clock.instant()));
    }
}
