package org.eventextractor.core.document;

import java.time.Instant;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.StateReason;

/**
 * Says of an output folder without a manifest that its files are no data set: the extract ended before it was whole.
 * {@link IncompleteMarkCodec} writes it.
 *
 * @param jobId the job, which names the folder
 * @param requestId the request
 * @param state how the request ended: {@code failed} or {@code cancelled}
 * @param reason why
 * @param at when this was written
 */
public record IncompleteMark(String jobId, String requestId, RequestState state, StateReason reason, Instant at) {

    public IncompleteMark {
        if (state != RequestState.FAILED && state != RequestState.CANCELLED) {
            throw new IllegalArgumentException(
                    "an extract is incomplete when it failed or was cancelled, not " + state);
        }
    }
}
