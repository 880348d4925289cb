package org.eventextractor.core.storage.crt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    private final List<HttpHeader> headers = new ArrayList<>();
    private int status;
    private int announced;
    private byte[] body = {};
    private int length;
    private boolean tooLarge;

    /** @param maxBytes the longest body of a good answer */
    AnswerBuilder(long maxBytes) {
        this.maxBytes = Math.min(maxBytes, MAX_ARRAY);
    }

    void add(int answeredStatus, HttpHeader[] more) {
        status = answeredStatus;
        headers.addAll(Arrays.asList(more));
    }

    /**
     * All headers are there.
     *
     * @return whether the body is wanted
     */
    boolean endHeaders() {
        if (ReadRequest.isContent(status)) {
            long expected = expectedLength();
            tooLarge = expected > maxBytes;
            announced = tooLarge ? 0 : (int) expected;
        } else {
            announced = MAX_ERROR_BYTES;
        }
        return !tooLarge;
    }

    /**
     * Takes a piece of the body, which is this builder's from now on: a piece that is all of it is not copied.
     *
     * @return whether more is wanted
     */
    boolean add(byte[] piece) {
        if (length == 0 && piece.length == announced) {
            body = piece;
            length = announced;
            return true;
        }
        return append(piece);
    }

    private boolean append(byte[] piece) {
        if (body.length < announced) {
            body = new byte[announced];
        }
        int room = announced - length;
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

    private long expectedLength() {
        String sent = S3Answer.announcedLength(headers);
        return sent == null ? maxBytes : Long.parseLong(sent);
    }
}
