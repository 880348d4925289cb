package org.eventextractor.job.scan.format;

/** A file holds more than the scan may hold at once. The message says what, and never a value of a row. */
public final class TooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TooLargeException(String message) {
        super(message);
    }
}
