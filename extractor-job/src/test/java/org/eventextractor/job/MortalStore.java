package org.eventextractor.job;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.eventextractor.core.storage.ObjectPage;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ObjectSummary;
import org.eventextractor.core.storage.ReadCondition;
import org.eventextractor.core.storage.StoredObject;
import org.eventextractor.core.storage.WriteCondition;
import org.jspecify.annotations.Nullable;

/**
 * The store of a process that dies at one of its calls, before or after the call took effect; no later one takes effect.
 *
 * <p>Thread-safe.
 */
final class MortalStore extends ForwardingStore {

    /** At which side of a call. */
    enum Moment {
        BEFORE,
        AFTER
    }

    /** A process is no more. */
    static final class ProcessDied extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final int deadlyCall;
    private final Moment moment;
    private final AtomicInteger calls = new AtomicInteger();

    /** @param deadlyCall from 1 */
    MortalStore(ObjectStore store, int deadlyCall, Moment moment) {
        super(store);
        this.deadlyCall = deadlyCall;
        this.moment = moment;
    }

    /** Whether its process has died. */
    boolean isDead() {
        return calls.get() >= deadlyCall;
    }

    @Override
    public StoredObject read(String key, ReadCondition condition, long maxBytes) {
        return call(() -> super.read(key, condition, maxBytes));
    }

    @Override
    public byte[] readRange(String key, ReadCondition condition, long offset, int length) {
        return call(() -> super.readRange(key, condition, offset, length));
    }

    @Override
    public Optional<ObjectSummary> find(String key) {
        return call(() -> super.find(key));
    }

    @Override
    public ObjectPage list(String prefix, @Nullable String token) {
        return call(() -> super.list(prefix, token));
    }

    @Override
    public String write(String key, byte[] bytes, String contentType, WriteCondition condition) {
        return call(() -> super.write(key, bytes, contentType, condition));
    }

    @Override
    public String moveIn(String key, Path file, String contentType) {
        return call(() -> super.moveIn(key, file, contentType));
    }

    @Override
    public void delete(String key) {
        call(() -> {
            super.delete(key);
            return key;
        });
    }

    private <T> T call(Supplier<T> effect) {
        int call = calls.incrementAndGet();
        if (call > deadlyCall || (call == deadlyCall && moment == Moment.BEFORE)) {
            throw new ProcessDied();
        }
        T answer = effect.get();
        if (call == deadlyCall) {
            throw new ProcessDied();
        }
        return answer;
    }
}
