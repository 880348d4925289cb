package org.eventextractor.core.storage;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Reads a body of a known and bounded length. A larger one is not read at all: its connection is given up, which costs
 * less than reading on to its end.
 *
 * @param maxBytes the most the caller is ready to hold
 */
record BoundedBody(long maxBytes) implements ResponseTransformer<GetObjectResponse, BoundedBody.Body> {

    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    /**
     * @param response what the server told of the object
     * @param bytes exactly as many as announced; null if they are more than the bound
     */
    @SuppressWarnings("ArrayRecordComponent") // a value handed on once, never compared
    record Body(GetObjectResponse response, byte @Nullable [] bytes) {}

    @Override
    public Body transform(GetObjectResponse response, AbortableInputStream body) {
        long length = response.contentLength();
        if (length > Math.min(maxBytes, MAX_ARRAY)) {
            body.abort();
            return new Body(response, null);
        }
        return new Body(response, readFully(body, (int) length));
    }

    private static byte[] readFully(AbortableInputStream body, int length) {
        try {
            byte[] bytes = body.readNBytes(length);
            // One read more, so that the end is seen and the stream's checksum compared.
            if (bytes.length < length || body.read() >= 0) {
                throw new IOException("the body has not the " + length + " bytes announced");
            }
            return bytes;
        } catch (IOException e) {
            body.abort();
            throw RetryableException.create("the body broke off", e);
        }
    }
}
