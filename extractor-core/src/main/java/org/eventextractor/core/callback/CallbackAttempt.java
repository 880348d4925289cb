package org.eventextractor.core.callback;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to deliver a callback.
 *
 * @param number from 1
 * @param at when it was made
 * @param delivered whether the receiver answered 2xx
 * @param httpStatus what it answered; null if it did not answer
 * @param message what happened, in one line; never the answer's body
 * @param retryable whether the same POST may be answered otherwise later
 */
public record CallbackAttempt(
        int number, Instant at, boolean delivered, @Nullable Integer httpStatus, String message, boolean retryable) {

    /** The same attempt, of another number. */
    public CallbackAttempt numbered(int newNumber) {
        return new CallbackAttempt(newNumber, at, delivered, httpStatus, message, retryable);
    }
}
