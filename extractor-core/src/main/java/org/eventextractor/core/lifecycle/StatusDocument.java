package org.eventextractor.core.lifecycle;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Optional;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.StoredObject;
import org.eventextractor.core.storage.WriteCondition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One status document. It is written only over what was seen of it.
 *
 * <p>Thread-safe.
 */
final class StatusDocument {

    private static final Logger log = LoggerFactory.getLogger(StatusDocument.class);

    private static final String CONTENT_TYPE = "application/json";
    private static final long MAX_BYTES = 16 << 20;

    private final ObjectStore store;
    private final String key;
    private final Clock clock;

    StatusDocument(ObjectStore store, String key, Clock clock) {
        this.store = store;
        this.key = key;
        this.clock = clock;
    }

    String key() {
        return key;
    }

    /** The document as it stands. */
    Sight look() {
        return store.readIfThere(key, MAX_BYTES)
                .map(object -> new Sight(
                        this,
                        parsed(object),
                        WriteCondition.ifMatch(object.summary().eTag())))
                .orElseGet(this::unseen);
    }

    /** Most documents are not there when they are first written: to look would be a call in vain. */
    Sight unseen() {
        return new Sight(this, Optional.empty(), WriteCondition.ifAbsent());
    }

    /** A document that somebody else wrote there, or damaged, must not keep a request from having a status. */
    private Optional<RequestStatus> parsed(StoredObject object) {
        try {
            return Optional.of(StatusCodec.read(object.bytes()));
        } catch (UncheckedIOException e) {
            log.warn("{} is not a status document", key, e);
            return Optional.empty();
        }
    }

    /**
     * What was seen of a document at one moment.
     *
     * @param document which
     * @param status what it said; empty if there was none that can be read
     * @param unchanged holds as long as nobody else writes it
     */
    record Sight(StatusDocument document, Optional<RequestStatus> status, WriteCondition unchanged) {

        /**
         * Writes over what was seen.
         *
         * @return what stands there now: the status with the moment
         * @throws StorageException {@code CHANGED} if it is no longer what was seen
         */
        Sight write(RequestStatus next) {
            return copy(next.withTimeline(next.timeline().updatedAt(document.clock.instant())));
        }

        /** As {@link #write}, of a status whose moment is that of its last change. */
        Sight copy(RequestStatus next) {
            String eTag = document.store.write(document.key, StatusCodec.write(next), CONTENT_TYPE, unchanged);
            return new Sight(document, Optional.of(next), WriteCondition.ifMatch(eTag));
        }

        /**
         * As {@link #write}, but what is there moves only as the table of states allows.
         *
         * @return what stands there now; empty if nothing was written
         */
        Optional<Sight> move(RequestStatus next) {
            if (status.isEmpty()) {
                return Optional.of(write(next));
            }
            RequestStatus current = status.get();
            if (!current.state().mayBecome(next.state())) {
                log.info("status stays {}: {} comes too late", current.state(), next.state());
                return Optional.empty();
            }
            return current.state().isFinal() ? add(current, current.withAddendaOf(next)) : Optional.of(write(next));
        }

        private Optional<Sight> add(RequestStatus current, RequestStatus told) {
            return told.equals(current) ? Optional.empty() : Optional.of(write(told));
        }

        boolean isOf(String requestId) {
            return status.filter(found -> found.requestId().equals(requestId)).isPresent();
        }
    }
}
