package org.eventextractor.job.scan;

/** A schema that does not have the columns the catalogue names. The message says which; it does not name the file. */
public final class ForeignSchemaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ForeignSchemaException(String message) {
        super(message);
    }
}
