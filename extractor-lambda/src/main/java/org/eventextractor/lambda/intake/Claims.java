package org.eventextractor.lambda.intake;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.lifecycle.StoredClaims;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ReadCondition;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StoredObject;
import org.eventextractor.core.storage.WriteCondition;
import org.eventextractor.core.workspace.Claim;
import org.eventextractor.core.workspace.RequestPaths;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The claims of requests. Every step is a conditional write, so of many deliveries of one event exactly one wins. A
 * request that was dealt with keeps a claim whose lease never ends.
 *
 * <p>Thread-safe.
 */
final class Claims {

    private static final Logger log = LoggerFactory.getLogger(Claims.class);

    private static final String CONTENT_TYPE = "application/json";

    private final ObjectStore requests;
    private final Clock clock;

    Claims(ObjectStore requests, Clock clock) {
        this.requests = requests;
        this.clock = clock;
    }

    /** Whether a request was dealt with. */
    boolean isSettled(RequestPaths paths) {
        return StoredClaims.find(requests, paths).filter(Claim::settled).isPresent();
    }

    /**
     * Tries to claim a request.
     *
     * @throws StorageException {@code ACCESS_DENIED} or {@code UNAVAILABLE}
     */
    ClaimAttempt attempt(Claim wanted, RequestPaths paths) {
        Optional<String> eTag = write(wanted, paths, WriteCondition.ifAbsent());
        if (eTag.isPresent()) {
            return new ClaimAttempt.Won(wanted, eTag.get(), false);
        }
        StoredObject stored = requests.read(paths.claim(), ReadCondition.any(), StoredClaims.MAX_BYTES);
        Optional<Claim> earlier = StoredClaims.read(stored);
        if (earlier.filter(Claim::settled).isPresent()) {
            return new ClaimAttempt.Settled();
        }
        if (earlier.filter(held -> clock.instant().isBefore(held.leaseUntil())).isPresent()) {
            return new ClaimAttempt.Held();
        }
        return takeOver(wanted, earlier, stored.summary().eTag(), paths);
    }

    /** Makes our lease endless: the request was dealt with. */
    void settle(ClaimAttempt.Won won, RequestPaths paths) {
        leaseUntil(Claim.NEVER, won, paths);
    }

    /** Ends our lease: the request is to be dealt with by the next delivery, as soon as it comes. */
    void release(ClaimAttempt.Won won, RequestPaths paths) {
        leaseUntil(clock.instant(), won, paths);
    }

    /** Where it cannot be written, the next delivery waits for the lease to end, and then looks at the status. */
    private void leaseUntil(Instant end, ClaimAttempt.Won won, RequestPaths paths) {
        Claim claim = leased(won.claim(), won.claim().receivedAt(), end);
        try {
            write(claim, paths, WriteCondition.ifMatch(won.eTag()));
        } catch (StorageException e) {
            log.warn(
                    "the claim's lease could not be changed; it ends at {}",
                    won.claim().leaseUntil(),
                    e);
        }
    }

    private ClaimAttempt takeOver(Claim wanted, Optional<Claim> earlier, String eTag, RequestPaths paths) {
        log.info(
                "taking over from an earlier delivery, whose lease ended at {}",
                earlier.map(Claim::leaseUntil).orElse(null));
        Instant receivedAt = earlier.map(Claim::receivedAt).orElse(wanted.receivedAt());
        Claim ours = leased(wanted, receivedAt, wanted.leaseUntil());
        return write(ours, paths, WriteCondition.ifMatch(eTag))
                .<ClaimAttempt>map(newETag -> new ClaimAttempt.Won(ours, newETag, true))
                .orElseGet(ClaimAttempt.Held::new);
    }

    /** The claim's new entity tag; empty if another writer was there first. */
    private Optional<String> write(Claim claim, RequestPaths paths, WriteCondition condition) {
        try {
            return Optional.of(requests.write(paths.claim(), Json.write(claim), CONTENT_TYPE, condition));
        } catch (StorageException e) {
            if (e.kind() == StorageException.Kind.CHANGED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Claim leased(Claim claim, Instant receivedAt, Instant leaseUntil) {
        return new Claim(
                claim.requestId(),
                claim.bucket(),
                claim.requestKey(),
                claim.eTag(),
                claim.versionId(),
                receivedAt,
                leaseUntil);
    }
}
