package org.eventextractor.job.slice;

import java.util.concurrent.ExecutionException;
import org.eventextractor.core.document.ObjectFailure;
import org.eventextractor.core.plan.SourceObject;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.job.scan.UnreadableObjectException;
import org.jspecify.annotations.Nullable;

/** Says of an object that could not be read what a researcher and an operator need to know. */
final class ObjectFailures {

    /** The job tries an object once. Each request of that is tried again where that may help, and nobody counts it. */
    private static final int ATTEMPTS = 1;

    private final StorageUri events;

    /** @param events the root of the event bucket */
    ObjectFailures(StorageUri events) {
        this.events = events;
    }

    /**
     * The record of a failure.
     *
     * @throws RuntimeException the failure itself, if it is no fault of the object: then the slice must fail
     */
    ObjectFailure of(SourceObject source, Throwable failure) {
        Throwable cause =
                failure instanceof ExecutionException && failure.getCause() != null ? failure.getCause() : failure;
        StorageException ofAll = ofEveryObject(cause);
        if (ofAll != null) {
            throw ofAll;
        }
        if (cause instanceof StorageException storage) {
            return record(source, UnreadableObjectException.of(source, storage));
        }
        if (cause instanceof UnreadableObjectException unreadable) {
            return record(source, unreadable);
        }
        if (cause instanceof RuntimeException defect) {
            throw defect;
        }
        throw new IllegalStateException("scanning " + source.key() + " failed", cause);
    }

    /** Without credentials no object can be read: that is told of the job, and not of each of its objects. */
    private static @Nullable StorageException ofEveryObject(Throwable failure) {
        Throwable cause = failure instanceof UnreadableObjectException ? failure.getCause() : failure;
        return cause instanceof StorageException storage && storage.kind() == StorageException.Kind.CREDENTIALS_EXPIRED
                ? storage
                : null;
    }

    private ObjectFailure record(SourceObject source, UnreadableObjectException failure) {
        return new ObjectFailure(
                events.resolve(source.key()).toString(),
                source.partition(),
                failure.code().text(),
                String.valueOf(failure.getMessage()),
                ATTEMPTS,
                failure.retryable());
    }
}
