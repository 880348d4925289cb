package org.eventextractor.conformance.chaos;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.workspace.RequestPaths;

/**
 * A round, and what its status says when all is over.
 *
 * @param round what was asked for, and what was done to it
 * @param status as the researcher finds it
 */
record EndedRound(Round round, RequestStatus status) {

    /** Where all that belongs to it lies. */
    RequestPaths paths() {
        return new RequestPaths(round.key(), status.requestId());
    }

    /** Whether an end is another one than before: what may still be told of a request that has ended does not count. */
    boolean differsFrom(RequestStatus before) {
        return !essence(status).equals(essence(before));
    }

    private static List<Object> essence(RequestStatus status) {
        return new ArrayList<>(Arrays.asList(
                status.requestId(),
                status.jobId(),
                status.attempt(),
                status.state(),
                status.stateReason(),
                status.progress(),
                status.errors()));
    }
}
