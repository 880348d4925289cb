package org.eventextractor.s3.fault;

import java.net.URI;

/**
 * One request to S3, as its request line tells it.
 *
 * @param method such as {@code GET}
 * @param path {@code /bucket/key}, not URL-encoded
 * @param query as it was sent; empty for none
 */
record Call(String method, String path, String query) {
    static Call of(HttpHead request) {
        String[] words = request.firstLine().split(" ", 3);
        URI target = URI.create(words[1]);
        String query = target.getRawQuery();
        return new Call(words[0], target.getPath(), query == null ? "" : query);
    }

    /** Whether an object's bytes are asked for: not a listing, nor anything about a bucket. */
    boolean readsObject() {
        return method.equals("GET") && path.indexOf('/', 1) > 0 && path.length() > path.indexOf('/', 1) + 1;
    }
}
