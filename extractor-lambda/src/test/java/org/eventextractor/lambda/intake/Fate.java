package org.eventextractor.lambda.intake;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.eventextractor.core.storage.ObjectPage;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ObjectSummary;
import org.eventextractor.core.storage.ReadCondition;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.core.storage.StoredObject;
import org.eventextractor.core.storage.WriteCondition;
import org.eventextractor.lambda.batch.JobLife;
import org.eventextractor.lambda.batch.JobOrder;
import org.eventextractor.lambda.batch.JobSubmitter;
import org.eventextractor.lambda.batch.MemoryJobQueue.ProcessDied;
import org.jspecify.annotations.Nullable;

/**
 * When a process dies: at one of its calls to storage and queue, counted together from 1, before or after the call took
 * effect. No later call of it takes effect.
 *
 * <p>Thread-safe.
 */
final class Fate {

    private static final int NEVER = 0;

    /** At which side of a call. */
    enum Moment {
        BEFORE,
        AFTER
    }

    private final int deadlyCall;
    private final Moment moment;
    private final AtomicInteger calls = new AtomicInteger();

    private Fate(int deadlyCall, Moment moment) {
        this.deadlyCall = deadlyCall;
        this.moment = moment;
    }

    static Fate toLive() {
        return new Fate(NEVER, Moment.BEFORE);
    }

    static Fate toDie(int call, Moment moment) {
        return new Fate(call, moment);
    }

    /** Whether the process has died. */
    boolean isFulfilled() {
        return deadlyCall != NEVER && calls.get() >= deadlyCall;
    }

    ObjectStore over(ObjectStore store) {
        return new MortalStore(store);
    }

    JobSubmitter over(JobSubmitter jobs) {
        return new MortalQueue(jobs);
    }

    private <T> T call(Supplier<T> effect) {
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

    private void run(Runnable effect) {
        call(() -> {
            effect.run();
            return true;
        });
    }

    private final class MortalStore implements ObjectStore {
        private final ObjectStore store;

        MortalStore(ObjectStore store) {
            this.store = store;
        }

        @Override
        public StorageUri root() {
            return store.root();
        }

        @Override
        public StoredObject read(String key, ReadCondition condition, long maxBytes) {
            return call(() -> store.read(key, condition, maxBytes));
        }

        @Override
        public byte[] readRange(String key, ReadCondition condition, long offset, int length) {
            return call(() -> store.readRange(key, condition, offset, length));
        }

        @Override
        public Optional<ObjectSummary> find(String key) {
            return call(() -> store.find(key));
        }

        @Override
        public ObjectPage list(String prefix, @Nullable String token) {
            return call(() -> store.list(prefix, token));
        }

        @Override
        public String write(String key, byte[] bytes, String contentType, WriteCondition condition) {
            return call(() -> store.write(key, bytes, contentType, condition));
        }

        @Override
        public String moveIn(String key, Path file, String contentType) {
            return call(() -> store.moveIn(key, file, contentType));
        }

        @Override
        public void delete(String key) {
            run(() -> store.delete(key));
        }
    }

    private final class MortalQueue implements JobSubmitter {
        private final JobSubmitter jobs;

        MortalQueue(JobSubmitter jobs) {
            this.jobs = jobs;
        }

        @Override
        public String submit(JobOrder order) {
            return call(() -> jobs.submit(order));
        }

        @Override
        public Optional<String> findByName(String name) {
            return call(() -> jobs.findByName(name));
        }

        @Override
        public void terminate(String jobId, String reason) {
            run(() -> jobs.terminate(jobId, reason));
        }

        @Override
        public List<JobLife> describe(Collection<String> jobIds) {
            return call(() -> jobs.describe(jobIds));
        }
    }
}
