package org.eventextractor.conformance.chaos;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.local.demo.StatusWatch;
import org.eventextractor.s3.fault.Fault;

/**
 * Looks at what a round has left in the bucket, as somebody would who knows nothing of how it came there. Thread-safe.
 *
 * @param requests the request bucket, past everything that spoils calls
 * @param end looks at the state
 * @param dataSet looks at the data
 * @param callback looks at what was told
 */
record Inspector(ObjectStore requests, EndCheck end, DataSetCheck dataSet, CallbackCheck callback) {

    /**
     * An inspector of all there is to see.
     *
     * @param study knows the answers
     * @param receiver has taken the callbacks
     * @param met the faults that the calls of a path, {@code /bucket/key}, have met
     * @param downloads takes data files
     */
    static Inspector of(
            ObjectStore requests, Study study, Receiver receiver, Function<String, Set<Fault>> met, Path downloads) {
        return new Inspector(
                requests,
                new EndCheck(requests, study),
                new DataSetCheck(requests, new RowCheck(study, new LossCheck(met), downloads)),
                new CallbackCheck(requests, receiver));
    }

    /** The status beside the request; empty while there is none. */
    Optional<RequestStatus> status(Round round) {
        return new StatusWatch(requests, new RequestPaths(round.key(), "").status()).read();
    }

    /** Whether nothing more is to come of a round. */
    boolean isOver(EndedRound ended) {
        return requests.find(ended.paths().open()).isEmpty() && !callback.isAwaited(ended);
    }

    /**
     * Everything that is wrong with a round; nothing if all is well.
     *
     * @param first its end as it was first seen; empty if none ever was
     */
    List<String> breaches(Round round, Optional<RequestStatus> first) {
        Optional<RequestStatus> status = status(round);
        if (status.isEmpty()) {
            return List.of("there is no status");
        }
        EndedRound ended = new EndedRound(round, status.get());
        List<String> breaches = new ArrayList<>(end.breaches(ended, first));
        breaches.addAll(dataSet.breaches(ended));
        breaches.addAll(callback.breaches(ended));
        return breaches;
    }
}
