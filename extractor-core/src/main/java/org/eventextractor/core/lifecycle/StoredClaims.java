package org.eventextractor.core.lifecycle;

import java.util.Optional;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.json.MalformedDocumentException;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StoredObject;
import org.eventextractor.core.workspace.Claim;
import org.eventextractor.core.workspace.RequestPaths;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads claims. One that cannot be understood counts as none: whoever takes over looks for a job first, so nothing is
 * done twice.
 */
public final class StoredClaims {

    private static final Logger log = LoggerFactory.getLogger(StoredClaims.class);

    /** The largest claim that is read. */
    public static final long MAX_BYTES = 64 << 10;

    private StoredClaims() {}

    /**
     * The claim of a request; empty if nobody has claimed it, or nobody can tell who.
     *
     * @param requests the request bucket
     * @throws StorageException {@code ACCESS_DENIED} or {@code UNAVAILABLE}
     */
    public static Optional<Claim> find(ObjectStore requests, RequestPaths paths) {
        return requests.readIfThere(paths.claim(), MAX_BYTES).flatMap(StoredClaims::read);
    }

    /** The claim that an object holds; empty if it holds none. */
    public static Optional<Claim> read(StoredObject stored) {
        try {
            return Optional.of(Json.read(stored.bytes(), Claim.class));
        } catch (MalformedDocumentException e) {
            log.warn("the claim {} cannot be understood", stored.summary().key(), e);
            return Optional.empty();
        }
    }
}
