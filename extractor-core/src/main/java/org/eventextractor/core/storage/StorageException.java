package org.eventextractor.core.storage;

import org.jspecify.annotations.Nullable;

/** A storage call that did not do what was asked, after the client's own retries. The message names the object. */
public final class StorageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What went wrong, in the terms a caller can act on. */
    public enum Kind {
        /** No such object, version or bucket. */
        NOT_FOUND(false),
        /** The object is not the one the condition names. */
        CHANGED(false),
        /** The credentials do not allow it. */
        ACCESS_DENIED(false),
        /** The credentials have ended, or seem to by this machine's clock; renewed, or elsewhere, they may do. */
        CREDENTIALS_EXPIRED(true),
        /** The object is larger than the caller's bound. */
        TOO_LARGE(false),
        /** The store did not answer, or answered with an error of its own. */
        UNAVAILABLE(true);

        private final boolean retryable;

        Kind(boolean retryable) {
            this.retryable = retryable;
        }

        /** Whether the same call may succeed later. */
        public boolean retryable() {
            return retryable;
        }
    }

    private final Kind kind;

    public StorageException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public StorageException(Kind kind, String message) {
        this(kind, message, null);
    }

    public Kind kind() {
        return kind;
    }
}
