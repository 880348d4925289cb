package org.eventextractor.conformance.function;

/** A function did not start, ended early or did not answer in time; the message says which, and what it said last. */
public final class FunctionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public FunctionException(String message) {
        super(message);
    }

    public FunctionException(String message, Throwable cause) {
        super(message, cause);
    }
}
