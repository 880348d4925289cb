package org.eventextractor.lambda.notify;

import org.jspecify.annotations.Nullable;

/** A notice was not sent. The message shows no address that is a secret. */
public final class NotificationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotificationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
