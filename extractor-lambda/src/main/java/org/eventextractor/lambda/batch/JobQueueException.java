package org.eventextractor.lambda.batch;

/** The queue did not do what was asked, after the client's own retries. */
public final class JobQueueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean retryable;

    /** @param retryable whether the same call may succeed later; if not, the deployment must be changed */
    public JobQueueException(String message, boolean retryable, Throwable cause) {
        super(message, cause);
        this.retryable = retryable;
    }

    public boolean retryable() {
        return retryable;
    }
}
