package org.eventextractor.lambda.intake;

import java.util.List;

/** An event that must come again: another delivery of it is at work, or has died at it. */
public final class RedeliveryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RedeliveryException(List<String> keys) {
        super("another delivery holds the claim of " + keys + "; deliver the event again when its lease has ended");
    }
}
