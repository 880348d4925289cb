package org.eventextractor.local.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.lifecycle.StatusCodec;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ReadCondition;
import org.eventextractor.core.storage.StorageException;

/**
 * Reads a status document again and again, as a researcher would.
 *
 * @param requests the bucket of requests
 * @param statusKey the status document's key
 */
public record StatusWatch(ObjectStore requests, String statusKey) {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final long MAX_BYTES = 16 << 20;

    /**
     * Waits for a final state.
     *
     * @param seen told of every status read
     * @throws TimeoutException if the request is still under way after {@code patience}; the message tells its state
     */
    public RequestStatus awaitEnd(Duration patience, Consumer<RequestStatus> seen)
            throws InterruptedException, TimeoutException {
        Instant deadline = Instant.now().plus(patience);
        while (true) {
            Optional<RequestStatus> status = read();
            status.ifPresent(seen);
            if (status.isPresent() && status.get().state().isFinal()) {
                return status.get();
            }
            if (Instant.now().isAfter(deadline)) {
                throw new TimeoutException("after " + patience.toSeconds() + " s the request is still "
                        + status.map(found -> Json.name(found.state())).orElse("without a status"));
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    /** The status as it stands; empty if there is none yet. */
    public Optional<RequestStatus> read() {
        try {
            return Optional.of(StatusCodec.read(
                    requests.read(statusKey, ReadCondition.any(), MAX_BYTES).bytes()));
        } catch (StorageException e) {
            if (e.kind() == StorageException.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
