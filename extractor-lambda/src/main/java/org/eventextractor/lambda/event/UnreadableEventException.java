package org.eventextractor.lambda.event;

import org.jspecify.annotations.Nullable;

/** An event that is not of any kind we know; the message says what it lacks. */
public final class UnreadableEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableEventException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    public UnreadableEventException(String message) {
        this(message, null);
    }
}
