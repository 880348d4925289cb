package org.eventextractor.lambda.completion;

import org.eventextractor.core.lifecycle.ReasonCode;
import org.eventextractor.core.lifecycle.StateReason;
import org.eventextractor.core.request.Fault;

/**
 * Why a job ended without results.
 *
 * @param code for programs
 * @param message what happened, for researchers
 * @param hint what to look at, for operators
 */
record FailureCause(ReasonCode code, String message, String hint) {

    private static final String NOTHING_DELIVERED = " Nothing was delivered. ";

    /** With what a researcher is to do: drop the request again. */
    static FailureCause transientCause(ReasonCode code, String message, String hint) {
        return new FailureCause(code, message + NOTHING_DELIVERED + "Drop the request again.", hint);
    }

    /** With what a researcher is to do: tell those who can change something. */
    static FailureCause lasting(ReasonCode code, String message, String hint) {
        return new FailureCause(
                code, message + NOTHING_DELIVERED + "Tell the operators of the extractor the request id.", hint);
    }

    StateReason reason() {
        return new StateReason(code, message);
    }

    Fault fault() {
        return new Fault("", code.text(), message, "For operators: " + hint);
    }
}
