package org.eventextractor.lambda.batch;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.eventextractor.core.storage.Fate;
import org.eventextractor.lambda.event.JobEnded;
import org.jspecify.annotations.Nullable;

/** The queue's twin in memory; submits twice what it is told twice, as Batch does. */
public final class MemoryJobQueue implements JobSubmitter {

    private final List<JobOrder> orders = new CopyOnWriteArrayList<>();
    private final List<String> terminated = new CopyOnWriteArrayList<>();
    private final Map<String, String> newestByName = new ConcurrentHashMap<>();
    private final Map<String, JobEnded> ended = new ConcurrentHashMap<>();
    private volatile @Nullable JobQueueException failure;
    private volatile boolean crashing;
    private volatile boolean listing = true;
    private volatile Consumer<String> worker = jobId -> {};

    /** Lets every call fail, until {@link #heal}. */
    public void failWith(JobQueueException exception) {
        failure = exception;
    }

    /** Lets the caller's process die right after its job was taken, until {@link #heal}. */
    public void crashCallers() {
        crashing = true;
    }

    /** Lets every job run, by its id, before its submitter learns of it. */
    public void runAtOnce(Consumer<String> job) {
        worker = job;
    }

    /** Lets no job be found by its name, as Batch does for a while after a submission, until {@link #heal}. */
    public void listNothingYet() {
        listing = false;
    }

    public void heal() {
        listing = true;
        failure = null;
        crashing = false;
    }

    /** Every job submitted, in order. */
    public List<JobOrder> orders() {
        return orders;
    }

    /** Every job terminated, as often as it was. */
    public List<String> terminated() {
        return terminated;
    }

    @Override
    public String submit(JobOrder order) {
        failIfTold();
        orders.add(order);
        String jobId = "job-" + orders.size();
        newestByName.put(order.name(), jobId);
        worker.accept(jobId);
        if (crashing) {
            throw new Fate.ProcessDied();
        }
        return jobId;
    }

    @Override
    public Optional<String> findByName(String name) {
        failIfTold();
        return Optional.ofNullable(listing ? newestByName.get(name) : null);
    }

    @Override
    public void terminate(String jobId, String reason) {
        failIfTold();
        terminated.add(jobId);
    }

    /** Lets a job end, whoever submitted it. */
    public void end(JobEnded job) {
        ended.put(job.jobId(), job);
    }

    /** Lets a job run, whoever submitted it. */
    public void run(String name, String jobId) {
        newestByName.put(name, jobId);
    }

    /** Every job goes on that was not told to end. */
    @Override
    public List<JobLife> describe(Collection<String> jobIds) {
        failIfTold();
        return jobIds.stream()
                .filter(jobId -> ended.containsKey(jobId) || newestByName.containsValue(jobId))
                .map(jobId -> new JobLife(jobId, Optional.ofNullable(ended.get(jobId))))
                .toList();
    }

    private void failIfTold() {
        JobQueueException told = failure;
        if (told != null) {
            throw told;
        }
    }
}
