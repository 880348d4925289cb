package org.eventextractor.lambda.sweep;

import java.io.UncheckedIOException;
import java.util.List;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.WriteCondition;
import org.eventextractor.core.workspace.RequestPaths;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers between sweeps how far the last one came.
 *
 * <p>Thread-safe.
 *
 * @param requests the request bucket
 */
record SweepCursor(ObjectStore requests) {

    private static final Logger log = LoggerFactory.getLogger(SweepCursor.class);

    private static final String CONTENT_TYPE = "application/json";
    private static final long MAX_BYTES = 64 << 10;

    /**
     * Where a sweep begins.
     *
     * @param pageToken of the page of open requests; null for the first
     * @param note the first of that page that is still to be looked at; null for all of it
     */
    record Position(@Nullable String pageToken, @Nullable String note) {

        static Position start() {
            return new Position(null, null);
        }

        /** Those notes of a page that are still to be looked at. */
        List<String> rest(List<String> page) {
            String from = note;
            return from == null
                    ? page
                    : page.stream().filter(key -> key.compareTo(from) >= 0).toList();
        }
    }

    Position read() {
        try {
            return requests.readIfThere(RequestPaths.sweep(), MAX_BYTES)
                    .map(document -> Json.read(document.bytes(), Position.class))
                    .orElseGet(Position::start);
        } catch (UncheckedIOException e) {
            log.warn("{} cannot be understood: beginning anew", RequestPaths.sweep(), e);
            return Position.start();
        }
    }

    /** The next sweep begins there. */
    void keep(Position position) {
        requests.write(RequestPaths.sweep(), Json.write(position), CONTENT_TYPE, WriteCondition.always());
    }

    /** The next sweep begins at the first page. */
    void clear() {
        requests.delete(RequestPaths.sweep());
    }
}
