package org.eventextractor.core.lifecycle;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.storage.ObjectPage;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ObjectSummary;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.WriteCondition;
import org.eventextractor.core.workspace.OpenRequest;
import org.eventextractor.core.workspace.RequestPaths;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open requests of a deployment. A request is added before anything else is done for it and removed when nothing is
 * left to do, so that whatever dies between, somebody finds it here.
 *
 * <p>Thread-safe.
 */
public final class OpenRequests {

    private static final Logger log = LoggerFactory.getLogger(OpenRequests.class);

    private static final String CONTENT_TYPE = "application/json";
    private static final long MAX_BYTES = 64 << 10;

    private final ObjectStore requests;

    /** @param requests the request bucket */
    public OpenRequests(ObjectStore requests) {
        this.requests = requests;
    }

    /** Adds a request; nothing happens if it is there: what it was first listed with stays. */
    public void add(OpenRequest request) {
        try {
            requests.write(request.paths().open(), Json.write(request), CONTENT_TYPE, WriteCondition.ifAbsent());
        } catch (StorageException e) {
            if (e.kind() != StorageException.Kind.CHANGED) {
                throw e;
            }
        }
    }

    /** Removes a request; nothing happens if it is not there. */
    public void remove(RequestPaths paths) {
        requests.delete(paths.open());
    }

    /**
     * The notes of some of the open requests: as many as a page of the bucket's listing has.
     *
     * @param token null for the first page, then {@link Page#nextToken()}
     */
    public Page page(@Nullable String token) {
        ObjectPage listed = requests.list(RequestPaths.openRequests(), token);
        return new Page(listed.objects().stream().map(ObjectSummary::key).toList(), listed.nextToken());
    }

    /**
     * The open request of an id; empty if there is none.
     *
     * @throws StorageException if its note cannot be read, though it may be there
     */
    public Optional<OpenRequest> find(String requestId) {
        return read(RequestPaths.openOf(requestId));
    }

    /**
     * The request that a note is of; empty if it was removed since it was listed, or names none.
     *
     * @param note of a {@link Page}
     * @throws StorageException if it cannot be read, though it may be there
     */
    public Optional<OpenRequest> read(String note) {
        try {
            return requests.readIfThere(note, MAX_BYTES)
                    .map(document -> Json.read(document.bytes(), OpenRequest.class));
        } catch (UncheckedIOException e) {
            log.error("{} names no request; remove it", note, e);
            return Optional.empty();
        }
    }

    /**
     * The newest open request of a key among those that had arrived by a moment. Every note is read: for what seldom
     * happens.
     *
     * @param by included
     * @throws StorageException if a note cannot be read, though it may be there
     */
    public Optional<OpenRequest> newest(String requestKey, Instant by) {
        return notes().map(this::read)
                .flatMap(Optional::stream)
                .filter(request -> request.requestKey().equals(requestKey)
                        && !request.receivedAt().isAfter(by))
                .max(Comparator.comparing(OpenRequest::receivedAt));
    }

    private Stream<String> notes() {
        return Stream.iterate(page(null), Objects::nonNull, this::after).flatMap(page -> page.notes().stream());
    }

    private @Nullable Page after(Page page) {
        return page.nextToken() == null ? null : page(page.nextToken());
    }

    /**
     * Some of the open requests.
     *
     * @param notes the keys of their notes, in ascending order
     * @param nextToken for the page that follows; null if this is the last one
     */
    public record Page(List<String> notes, @Nullable String nextToken) {

        public Page {
            notes = List.copyOf(notes);
        }
    }
}
