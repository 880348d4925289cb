package org.eventextractor.core.storage.crt;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.crt.http.HttpHeader;

/**
 * Puts an answer together as it comes in, its body in one array of the announced length.
 *
 * <p>Not thread-safe: used by the one thread that serves the connection.
 */
final class AnswerBuilder {

    private static final int MAX_ERROR_BYTES = 8192;
    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    private final long maxBytes;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private int status;
    private byte[] body = {};
    private int length;
    private boolean tooLarge;

    /** @param maxBytes the longest body of a good answer */
    AnswerBuilder(long maxBytes) {
        this.maxBytes = Math.min(maxBytes, MAX_ARRAY);
    }

    void add(int answeredStatus, HttpHeader[] more) {
        status = answeredStatus;
        for (HttpHeader header : more) {
            headers.put(header.getName(), header.getValue());
        }
    }

    /**
     * Makes room for the body.
     *
     * @return whether it is wanted
     */
    boolean endHeaders() {
        if (ReadRequest.isContent(status)) {
            long announced = announcedLength();
            tooLarge = announced > maxBytes;
            body = new byte[tooLarge ? 0 : (int) announced];
        } else {
            body = new byte[MAX_ERROR_BYTES];
        }
        return !tooLarge;
    }

    /**
     * Takes a piece of the body.
     *
     * @return whether more is wanted
     */
    boolean add(byte[] piece) {
        int room = body.length - length;
        tooLarge = tooLarge || (ReadRequest.isContent(status) && piece.length > room);
        int taken = Math.min(piece.length, room);
        System.arraycopy(piece, 0, body, length, taken);
        length += taken;
        return !tooLarge;
    }

    S3Answer build() {
        if (tooLarge) {
            return new S3Answer(status, headers, null);
        }
        return new S3Answer(status, headers, length == body.length ? body : Arrays.copyOf(body, length));
    }

    private long announcedLength() {
        String announced = headers.get("Content-Length");
        return announced == null ? maxBytes : Long.parseLong(announced);
    }
}
