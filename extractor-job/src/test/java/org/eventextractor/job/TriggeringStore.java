package org.eventextractor.job;

import java.util.concurrent.atomic.AtomicBoolean;
import org.eventextractor.core.storage.ForwardingStore;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.WriteCondition;

/** Lets something happen just after an object was first written. */
final class TriggeringStore extends ForwardingStore {

    private final String key;
    private final Runnable event;
    private final AtomicBoolean happened = new AtomicBoolean();

    TriggeringStore(ObjectStore store, String key, Runnable event) {
        super(store);
        this.key = key;
        this.event = event;
    }

    @Override
    public String write(String written, byte[] bytes, String contentType, WriteCondition condition) {
        String eTag = super.write(written, bytes, contentType, condition);
        if (written.equals(key) && happened.compareAndSet(false, true)) {
            event.run();
        }
        return eTag;
    }
}
