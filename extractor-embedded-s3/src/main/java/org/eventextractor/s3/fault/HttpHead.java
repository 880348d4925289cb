package org.eventextractor.s3.fault;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The head of an HTTP/1.1 message: what stands before its body.
 *
 * @param text all of it, with its empty line, in ISO 8859-1
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112</a>
 */
record HttpHead(String text) {
    private static final int MAX_BYTES = 64 << 10;
    private static final String END = "\r\n\r\n";
    private static final String CRLF = "\r\n";

    /**
     * Reads a head, and no byte more.
     *
     * @return empty if the stream ends before its first byte
     */
    static Optional<HttpHead> read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < END.length()) {
            int next = in.read();
            if (next < 0 && head.size() == 0) {
                return Optional.empty();
            }
            if (next < 0 || head.size() == MAX_BYTES) {
                throw new EOFException("no end of an HTTP head after " + head.size() + " bytes");
            }
            head.write(next);
            matched = next == END.charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
        }
        return Optional.of(new HttpHead(head.toString(StandardCharsets.ISO_8859_1)));
    }

    /** With one more header. */
    HttpHead with(String name, String value) {
        return new HttpHead(text.substring(0, text.length() - CRLF.length()) + name + ": " + value + END);
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    String firstLine() {
        return text.substring(0, text.indexOf(CRLF));
    }

    /** Of a response. */
    int status() {
        return Integer.parseInt(firstLine().split(" ", 3)[1]);
    }

    /** The first value of a header, by its name in lower case. */
    Optional<String> header(String name) {
        return List.of(text.split(CRLF)).stream()
                .skip(1)
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).trim())
                .findFirst();
    }

    boolean has(String name, String value) {
        return header(name).filter(value::equalsIgnoreCase).isPresent();
    }
}
