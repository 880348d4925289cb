package org.eventextractor.conformance.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.storage.ObjectStore;

/**
 * Whether a request has ended as it must: in a state that fits what was asked for, for good, and closed. Immutable and
 * thread-safe.
 *
 * @param requests the request bucket, past everything that spoils calls
 * @param study knows the answers
 */
record EndCheck(ObjectStore requests, Study study) {

    /** @param first the end as it was first seen; empty if none ever was */
    List<String> breaches(EndedRound ended, Optional<RequestStatus> first) {
        List<String> breaches = new ArrayList<>();
        if (!fits(ended.round(), ended.status().state())) {
            breaches.add("the state does not fit: " + briefly(ended.status()));
        }
        if (requests.find(ended.paths().open()).isPresent()) {
            breaches.add("it is still listed as open");
        }
        first.filter(ended::differsFrom)
                .ifPresent(before -> breaches.add(
                        "its end has changed from " + briefly(before) + ", to " + briefly(ended.status())));
        return breaches;
    }

    static String briefly(RequestStatus status) {
        return Json.name(status.state()) + ", of job " + status.jobId() + ", since "
                + status.stateReason().message();
    }

    private boolean fits(Round round, RequestState state) {
        return switch (round.kind()) {
            case INVALID -> state == RequestState.REJECTED;
            case DRY_RUN -> state == RequestState.ESTIMATED;
            case EXTRACT -> extractFits(round, state);
        };
    }

    /** Whether there is a reason for the days that an end with errors has lost, its data set's check tells. */
    private boolean extractFits(Round round, RequestState state) {
        return switch (state) {
            case COMPLETED -> !study.expected(round).isEmpty();
            case COMPLETED_EMPTY -> study.expected(round).isEmpty();
            case COMPLETED_WITH_ERRORS -> true;
            case CANCELLED -> round.cancelAfter() != null;
            default -> false;
        };
    }
}
