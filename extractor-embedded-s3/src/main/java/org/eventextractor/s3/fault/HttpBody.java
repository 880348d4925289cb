package org.eventextractor.s3.fault;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * How long the body of an HTTP/1.1 message is.
 *
 * @param length bytes; -1 if it comes in chunks
 */
record HttpBody(long length) {
    private static final long CHUNKED = -1;
    private static final int BUFFER = 16 << 10;
    private static final int MAX_LINE = 4 << 10;
    private static final int HEXADECIMAL = 16;

    static HttpBody ofRequest(HttpHead head) {
        return of(head);
    }

    /** @param method of the request that is answered */
    static HttpBody ofResponse(HttpHead head, String method) {
        boolean none = method.equals("HEAD") || head.status() < 200 || head.status() == 204 || head.status() == 304;
        return none ? new HttpBody(0) : of(head);
    }

    /** Reads all of it, which must not come in chunks. */
    byte[] read(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(Math.toIntExact(length));
        if (bytes.length < length) {
            throw new EOFException(length - bytes.length + " bytes of a body are missing");
        }
        return bytes;
    }

    /** Passes it on as it comes, a buffer at a time. */
    void copy(InputStream in, OutputStream out) throws IOException {
        if (length == CHUNKED) {
            copyChunks(in, out);
        } else {
            copy(in, out, length);
        }
        out.flush();
    }

    private static HttpBody of(HttpHead head) {
        return head.has("transfer-encoding", "chunked")
                ? new HttpBody(CHUNKED)
                : new HttpBody(
                        head.header("content-length").map(Long::parseLong).orElse(0L));
    }

    private static void copyChunks(InputStream in, OutputStream out) throws IOException {
        long size;
        do {
            String line = line(in, out);
            size = Long.parseLong(line.split(";", 2)[0].trim(), HEXADECIMAL);
            if (size > 0) {
                copy(in, out, size);
                line(in, out);
            }
        } while (size > 0);
        while (!line(in, out).isEmpty()) {
            // A trailer, passed on.
        }
    }

    private static String line(InputStream in, OutputStream out) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = in.read();
        while (next >= 0 && next != '\n' && line.length() < MAX_LINE) {
            line.append((char) next);
            next = in.read();
        }
        if (next != '\n') {
            throw new EOFException("no end of a chunk's line");
        }
        out.write((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
        return line.toString().trim();
    }

    private static void copy(InputStream in, OutputStream out, long bytes) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long left = bytes;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(left, BUFFER));
            if (read < 0) {
                throw new EOFException(left + " bytes of a body are missing");
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }
}
