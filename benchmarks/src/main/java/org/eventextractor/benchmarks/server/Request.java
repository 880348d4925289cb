package org.eventextractor.benchmarks.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The head of an HTTP/1.1 request; there is never a body.
 *
 * @param key what comes after the bucket in the path; empty for the bucket itself
 * @param query its parameters, decoded
 * @param headers by their names in lower case
 */
record Request(String method, String key, Map<String, String> query, Map<String, String> headers) {

    private static final int LONGEST = 16_384;
    private static final String LINE_END = "\r\n";
    private static final String END = LINE_END + LINE_END;

    /**
     * Reads the next request of a connection; null if the client has closed it. There is nothing after it to be read:
     * clients wait for the answer before they ask again.
     */
    static @Nullable Request read(InputStream in) throws IOException {
        byte[] head = new byte[LONGEST];
        int length = 0;
        while (!endsWith(head, length, END)) {
            int read = in.read(head, length, LONGEST - length);
            if (read < 0 && length == 0) {
                return null;
            }
            if (read <= 0) {
                throw new IOException("a request broke off, or is longer than " + LONGEST);
            }
            length += read;
        }
        return parse(new String(head, 0, length - END.length(), StandardCharsets.ISO_8859_1));
    }

    private static Request parse(String head) {
        String[] lines = head.split(LINE_END, -1);
        String[] words = lines[0].split(" ", -1);
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        URI uri = URI.create(words[1]);
        return new Request(words[0], key(uri.getPath()), query(uri.getRawQuery()), headers);
    }

    private static String key(String path) {
        int slash = path.indexOf('/', 1);
        return slash < 0 ? "" : path.substring(slash + 1);
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new HashMap<>();
        if (raw != null) {
            for (String parameter : raw.split("&", -1)) {
                int equals = parameter.indexOf('=');
                String value = equals < 0 ? "" : parameter.substring(equals + 1);
                String name = equals < 0 ? parameter : parameter.substring(0, equals);
                query.put(name, URLDecoder.decode(value, StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    private static boolean endsWith(byte[] bytes, int length, String end) {
        int start = length - end.length();
        return start >= 0 && new String(bytes, start, end.length(), StandardCharsets.ISO_8859_1).equals(end);
    }
}
