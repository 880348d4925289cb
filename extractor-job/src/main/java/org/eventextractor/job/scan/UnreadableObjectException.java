package org.eventextractor.job.scan;

import org.eventextractor.core.plan.SourceObject;
import org.eventextractor.core.storage.StorageException;
import org.jspecify.annotations.Nullable;

/**
 * A source object of which no row can be delivered. The message names the object, what is wrong with it and what to do.
 */
public final class UnreadableObjectException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is wrong, in the words of {@code errors.json}. */
    public enum Code {
        /** Another kind of file. */
        NOT_PARQUET("notParquet", false),
        /** Begins as a Parquet file and ends too early. */
        TRUNCATED("truncated", false),
        /** Zero bytes. */
        EMPTY("empty", false),
        /** Parquet modular encryption, for which the extractor holds no keys. */
        ENCRYPTED("encrypted", false),
        /** A sound file whose columns are not those of its event type. */
        FOREIGN_SCHEMA("foreignSchema", false),
        /** A sound file in a codec or encoding that the extractor does not know. */
        UNSUPPORTED("unsupported", false),
        /** A file whose columns or rows are larger than the job can hold. */
        TOO_LARGE("tooLarge", false),
        /** A Parquet file with damaged content. */
        CORRUPT("corrupt", false),
        /** Overwritten since the plan was made. */
        CHANGED("changed", false),
        /** Deleted since the plan was made. */
        MISSING("missing", false),
        /** The job's role may not read it. */
        ACCESS_DENIED("accessDenied", false),
        /** The store did not answer. */
        UNAVAILABLE("unavailable", true);

        private final String text;
        private final boolean retryable;

        Code(String text, boolean retryable) {
            this.text = text;
            this.retryable = retryable;
        }

        /** The stable name that documents carry. */
        public String text() {
            return text;
        }
    }

    private final Code code;

    public UnreadableObjectException(Code code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public UnreadableObjectException(Code code, String message) {
        this(code, message, null);
    }

    /** What a failure of the store means for one object. */
    public static UnreadableObjectException of(SourceObject source, StorageException failure) {
        return switch (failure.kind()) {
            case NOT_FOUND ->
                new UnreadableObjectException(
                        Code.MISSING,
                        source.key() + ": was deleted after the plan was made; run the request anew",
                        failure);
            case CHANGED ->
                new UnreadableObjectException(
                        Code.CHANGED,
                        source.key() + ": was overwritten after the plan was made; run the request anew",
                        failure);
            case ACCESS_DENIED ->
                new UnreadableObjectException(
                        Code.ACCESS_DENIED,
                        source.key() + ": the job's role may not read it; check the bucket and key policies",
                        failure);
            case TOO_LARGE, CREDENTIALS_EXPIRED, UNAVAILABLE ->
                new UnreadableObjectException(
                        Code.UNAVAILABLE,
                        source.key() + ": could not be read from the store; run the extract again",
                        failure);
        };
    }

    public Code code() {
        return code;
    }

    /** Whether the same object may be readable later. */
    public boolean retryable() {
        return code.retryable;
    }
}
