package org.eventextractor.job;

import java.util.concurrent.atomic.AtomicBoolean;
import org.eventextractor.core.storage.ForwardingStore;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ReadCondition;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StoredObject;

/**
 * Lets whoever looks at a status now and then see once that its request is cancelled, and from then on fails these looks:
 * who needs a second one never ends. The looks of all other threads are answered.
 */
final class OneLookStore extends ForwardingStore {

    /** Of the thread that reports progress; as {@link JobThreads} names it. */
    private static final String LOOKING = "progress-";

    private final SampleJob job;
    private final AtomicBoolean seen = new AtomicBoolean();

    /** @param job whose status it is */
    OneLookStore(ObjectStore store, SampleJob job) {
        super(store);
        this.job = job;
    }

    /** Whether the one look was taken. */
    boolean isSeen() {
        return seen.get();
    }

    @Override
    public StoredObject read(String key, ReadCondition condition, long maxBytes) {
        if (key.equals(SampleJob.PATHS.status())
                && Thread.currentThread().getName().startsWith(LOOKING)
                && job.status().state().isFinal()
                && !seen.compareAndSet(false, true)) {
            throw new StorageException(StorageException.Kind.UNAVAILABLE, "it was looked at once");
        }
        return super.read(key, condition, maxBytes);
    }
}
