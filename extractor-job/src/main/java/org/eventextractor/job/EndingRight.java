package org.eventextractor.job;

import java.util.Arrays;
import java.util.Map;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ReadCondition;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.WriteCondition;
import org.eventextractor.core.workspace.RequestPaths;

/**
 * The right to end a request: to publish it, or to tell that it ended otherwise. Of several shards one has it, in all
 * its attempts: so nothing is published by one that another calls failed, and nobody is told twice. They are shards of one
 * job, the request's owner: no other comes so far as to ask for it.
 *
 * <p>Thread-safe.
 */
final class EndingRight {

    private static final long MAX_BYTES = 1024;

    private final ObjectStore requests;
    private final RequestPaths paths;
    private final JobAttempt attempt;

    EndingRight(ObjectStore requests, RequestPaths paths, JobAttempt attempt) {
        this.requests = requests;
        this.paths = paths;
        this.attempt = attempt;
    }

    /**
     * Takes it, unless another shard has.
     *
     * @return whether this shard has it, now or since before
     */
    boolean take() {
        if (attempt.shards() == 1) {
            return true;
        }
        byte[] claim = Json.write(Map.of("shard", attempt.shard()));
        try {
            requests.write(paths.publisher(), claim, "application/json", WriteCondition.ifAbsent());
            return true;
        } catch (StorageException e) {
            if (e.kind() != StorageException.Kind.CHANGED) {
                throw e;
            }
            byte[] winner = requests.read(paths.publisher(), ReadCondition.any(), MAX_BYTES)
                    .bytes();
            return Arrays.equals(winner, claim);
        }
    }
}
