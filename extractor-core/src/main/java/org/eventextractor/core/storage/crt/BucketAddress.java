package org.eventextractor.core.storage.crt;

import java.net.URI;
import org.eventextractor.core.storage.S3Environment;
import software.amazon.awssdk.crt.http.HttpHeader;
import software.amazon.awssdk.crt.http.HttpRequest;

/**
 * Where the objects of a bucket are asked for, and how.
 *
 * @param uri scheme, host and port; its path holds the bucket where the host name does not
 */
record BucketAddress(URI uri) {

    private static final HttpHeader AGENT = new HttpHeader("User-Agent", "event-extractor");
    private static final HttpHeader CHECKSUM = new HttpHeader("x-amz-checksum-mode", "ENABLED");

    static BucketAddress of(S3Environment s3, String bucket) {
        return new BucketAddress(s3.addressOf(bucket));
    }

    /** A GET, not yet signed. */
    HttpRequest get(ReadRequest wanted) {
        HttpRequest request = new HttpRequest("GET", target(wanted.key()));
        request.addHeader("Host", uri.getAuthority());
        request.addHeader(AGENT);
        // S3 keeps checksums of whole objects only.
        request.addHeader(
                wanted.range() == null
                        ? CHECKSUM
                        : new HttpHeader("Range", wanted.range().header()));
        if (wanted.condition().eTag() != null) {
            request.addHeader("If-Match", '"' + wanted.condition().eTag() + '"');
        }
        return request;
    }

    /** Encoded once: S3 normalises no path. */
    private String target(String key) {
        return uri.getRawPath() + "/" + PercentEncoding.ofPath(key);
    }
}
