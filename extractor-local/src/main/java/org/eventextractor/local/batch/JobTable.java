package org.eventextractor.local.batch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Every job, as it stands. A job in a final state never changes again. Ended jobs are forgotten, the oldest first, when
 * there are too many. Thread-safe.
 */
final class JobTable {
    private static final int MAX_JOBS = 50_000;

    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final JobListener listener;

    JobTable(JobListener listener) {
        this.listener = listener;
    }

    synchronized void add(Job job) {
        forgetOldest();
        jobs.put(job.id(), job);
        tell(job);
    }

    synchronized Optional<Job> find(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    /**
     * Changes a job, unless it has ended.
     *
     * @return the job as it now stands
     * @throws IllegalArgumentException if there is none
     */
    synchronized Job update(String id, UnaryOperator<Job> change) {
        Job current = find(id).orElseThrow(() -> new IllegalArgumentException("no job " + id));
        if (current.status().isFinal()) {
            return current;
        }
        Job next = change.apply(current);
        jobs.put(id, next);
        if (next.status() != current.status()) {
            tell(next);
        }
        return next;
    }

    /** The jobs that {@code wanted} names, newest first. */
    synchronized List<Job> newestFirst(Predicate<Job> wanted) {
        List<Job> found = new ArrayList<>(jobs.values());
        Collections.reverse(found);
        found.removeIf(wanted.negate());
        return found;
    }

    /** An array's children, in order of their indexes. */
    synchronized List<Job> children(String parentId, int size) {
        List<Job> children = new ArrayList<>(size);
        for (int index = 0; index < size; index++) {
            find(ArrayPlace.childId(parentId, index)).ifPresent(children::add);
        }
        return children;
    }

    private void tell(Job job) {
        listener.jobChanged(JobViews.detail(job, childrenOf(job)));
    }

    private List<Job> childrenOf(Job job) {
        return job.array() instanceof ArrayPlace.Parent parent ? children(job.id(), parent.size()) : List.of();
    }

    private void forgetOldest() {
        if (jobs.size() >= MAX_JOBS) {
            jobs.values().stream()
                    .filter(job -> job.status().isFinal())
                    .map(Job::id)
                    .findFirst()
                    .ifPresent(jobs::remove);
        }
    }
}
