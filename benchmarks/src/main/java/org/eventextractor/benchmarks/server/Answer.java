package org.eventextractor.benchmarks.server;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What the server says.
 *
 * @param headers beside the length
 * @param bytes holds the body
 * @param offset where the body begins
 * @param length of the body
 */
@SuppressWarnings("ArrayRecordComponent") // sent once, never compared
record Answer(int status, Map<String, String> headers, byte[] bytes, int offset, int length) {

    static Answer xml(int status, String document) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        return new Answer(status, Map.of("Content-Type", "application/xml"), bytes, 0, bytes.length);
    }

    /**
     * An error as S3 tells it.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Error responses</a>
     */
    static Answer error(int status, String code) {
        return xml(status, "<Error><Code>" + code + "</Code><Message>" + code + "</Message></Error>");
    }

    /** In one piece, so that it leaves in as few packets and TLS records as it can. */
    byte[] encoded(boolean withBody) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " S3\r\nContent-Length: " + length + "\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[start.length + (withBody ? length : 0)];
        System.arraycopy(start, 0, whole, 0, start.length);
        System.arraycopy(bytes, offset, whole, start.length, whole.length - start.length);
        return whole;
    }
}
