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

    private static final int LONGEST_LINE = 16_384;

    /** Reads the next request of a connection; null if the client has closed it. */
    static @Nullable Request read(InputStream in) throws IOException {
        String first = line(in);
        if (first.isEmpty()) {
            return null;
        }
        String[] words = first.split(" ", -1);
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
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

    /** Without its line end; empty at the end of the stream. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (line.length() == LONGEST_LINE) {
                throw new IOException("a line of a request is longer than " + LONGEST_LINE);
            }
            line.append((char) next);
        }
        int length = line.length();
        return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
    }
}
