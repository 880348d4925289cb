package org.eventextractor.core.storage;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * When a process dies: at one of its calls to storage and to whatever else is put under its fate, counted together from 1,
 * before or after the call took effect. No later call of it takes effect.
 *
 * <p>Thread-safe.
 */
public final class Fate {

    private static final int NEVER = 0;

    /** At which side of a call. */
    public enum Moment {
        BEFORE,
        AFTER
    }

    /** A process is no more. */
    public static final class ProcessDied extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final int deadlyCall;
    private final Moment moment;
    private final AtomicInteger calls = new AtomicInteger();

    private Fate(int deadlyCall, Moment moment) {
        this.deadlyCall = deadlyCall;
        this.moment = moment;
    }

    /** That of a process that dies at no call. */
    public static Fate toLive() {
        return new Fate(NEVER, Moment.BEFORE);
    }

    /**
     * That of a process that dies at one call.
     *
     * @param call its number, from 1
     */
    public static Fate toDie(int call, Moment moment) {
        return new Fate(call, moment);
    }

    /** Whether the process has died. */
    public boolean isFulfilled() {
        return deadlyCall != NEVER && calls.get() >= deadlyCall;
    }

    /** The store as that process has it. */
    public ObjectStore over(ObjectStore store) {
        return new MortalStore(store);
    }

    /** Makes a call of that process. */
    public <T> T call(Supplier<T> effect) {
        int call = calls.incrementAndGet();
        boolean dead = deadlyCall != NEVER && call >= deadlyCall;
        if (dead && !(call == deadlyCall && moment == Moment.AFTER)) {
            throw new ProcessDied();
        }
        T answer = effect.get();
        if (dead) {
            throw new ProcessDied();
        }
        return answer;
    }

    /** As {@link #call}, of what answers nothing. */
    public void run(Runnable effect) {
        call(() -> {
            effect.run();
            return true;
        });
    }

    private final class MortalStore extends ForwardingStore {

        MortalStore(ObjectStore store) {
            super(store);
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
            run(() -> super.delete(key));
        }
    }
}
