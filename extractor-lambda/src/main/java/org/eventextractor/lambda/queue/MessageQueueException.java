package org.eventextractor.lambda.queue;

/** A queue did not do what was asked, after the client's own retries. */
public final class MessageQueueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MessageQueueException(String message, Throwable cause) {
        super(message, cause);
    }
}
