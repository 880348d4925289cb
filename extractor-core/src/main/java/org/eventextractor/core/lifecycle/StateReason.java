package org.eventextractor.core.lifecycle;

/**
 * Why a request is in its state.
 *
 * @param code stable, for programs, in camelCase: the text of a {@link ReasonCode}, or of one of a later version
 * @param message for people: what happened and what to do next
 */
public record StateReason(String code, String message) {

    public StateReason(ReasonCode code, String message) {
        this(code.text(), message);
    }
}
