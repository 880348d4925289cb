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
 */
public record CallbackAttempt(
        int number, Instant at, boolean delivered, @Nullable Integer httpStatus, String message) {}
