package org.eventextractor.job;

import java.util.concurrent.CountDownLatch;
import org.eventextractor.core.storage.ForwardingStore;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ReadCondition;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StoredObject;

/** Reads from another store, but never answers for one object, until the reading thread is interrupted. */
final class StuckStore extends ForwardingStore {

    private final String stuckKey;
    private final CountDownLatch asked = new CountDownLatch(1);

    /**
     * @param store answers for all other objects
     * @param stuckKey the object that is never answered for
     */
    StuckStore(ObjectStore store, String stuckKey) {
        super(store);
        this.stuckKey = stuckKey;
    }

    /** Waits until somebody waits for the object. */
    void awaitStuck() throws InterruptedException {
        asked.await();
    }

    @Override
    public StoredObject read(String key, ReadCondition condition, long maxBytes) {
        if (key.equals(stuckKey)) {
            waitForever();
        }
        return super.read(key, condition, maxBytes);
    }

    private void waitForever() {
        asked.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new StorageException(StorageException.Kind.UNAVAILABLE, "interrupted", e);
        }
    }
}
