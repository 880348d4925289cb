package org.eventextractor.job.fetch;

import java.util.concurrent.Executor;
import org.eventextractor.core.storage.AsyncObjectReader;
import org.eventextractor.core.storage.ObjectStore;

/** Opens the reader of the event bucket. */
@FunctionalInterface
public interface ReaderFactory {

    /**
     * A reader; the caller closes it.
     *
     * @param store the bucket
     * @param threads run requests that need a thread
     */
    AsyncObjectReader open(ObjectStore store, Executor threads);
}
