package org.eventextractor.local.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs jobs, each as its own process, as many at once as there are vCPUs. It owns the threads that wait for them; the
 * queue is bounded. Thread-safe.
 */
final class JobRunner implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(JobRunner.class);
    private static final int MAX_QUEUED = 20_000;
    private static final int CLOSE_SECONDS = 40;

    private final JobTable table;
    private final JobCommand command;
    private final Path logFolder;
    private final Clock clock;
    private final VcpuCapacity capacity;
    private final ThreadPoolExecutor pool;
    private final Map<String, JobProcess> processes = new ConcurrentHashMap<>();

    JobRunner(JobTable table, JobCommand command, Path logFolder, int vcpus, Clock clock) {
        this.table = table;
        this.command = command;
        this.logFolder = logFolder;
        this.clock = clock;
        this.capacity = new VcpuCapacity(vcpus);
        AtomicInteger number = new AtomicInteger();
        this.pool = new ThreadPoolExecutor(
                capacity.mostJobs(),
                capacity.mostJobs(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_QUEUED),
                task -> new Thread(task, "batch-job-" + number.incrementAndGet()));
    }

    /** Whether that many more jobs can wait. */
    boolean hasRoomFor(int jobs) {
        return pool.getQueue().remainingCapacity() >= jobs;
    }

    /**
     * Runs a job of the table when its turn comes, or tries its next attempt.
     *
     * @param ended called once the job is in a final state
     */
    void enqueue(String jobId, Runnable ended) {
        table.update(jobId, job -> job.withStatus(JobStatus.RUNNABLE));
        pool.execute(() -> run(jobId, ended));
    }

    /** Ends a job: at once if it has not begun, else by stopping its process. Nothing happens if it has ended. */
    void terminate(String jobId, String reason) {
        table.update(jobId, job -> terminated(job.terminating(reason), reason));
        JobProcess process = processes.get(jobId);
        if (process != null) {
            process.stop();
        }
    }

    /** Kills a running job's process without a word, as a lost machine would. */
    void kill(String jobId) {
        JobProcess process = processes.get(jobId);
        if (process != null) {
            process.kill();
        }
    }

    Path logFile(String jobId) {
        return logFolder.resolve(jobId.replace(':', '-') + ".log");
    }

    @Override
    public void close() {
        table.newestFirst(job -> !job.status().isFinal() && !(job.array() instanceof ArrayPlace.Parent))
                .forEach(job -> terminate(job.id(), "The local Batch endpoint was stopped"));
        pool.shutdown();
        try {
            if (!pool.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                processes.values().forEach(JobProcess::kill);
                pool.shutdownNow();
            }
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private Job terminated(Job job, String reason) {
        boolean begun = job.status() == JobStatus.STARTING || job.status() == JobStatus.RUNNING;
        return begun ? job : job.ended(JobStatus.FAILED, reason, clock.instant());
    }

    private void run(String jobId, Runnable ended) {
        try {
            while (!isFinal(jobId)) {
                attempt(jobId);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(jobId, "The local Batch endpoint was stopped");
        } catch (RuntimeException e) {
            log.error("job {} could not be run", jobId, e);
            fail(jobId, "Internal error of the local Batch endpoint: " + e.getMessage());
        } finally {
            ended.run();
        }
    }

    private void attempt(String jobId) throws InterruptedException {
        double vcpus = table.find(jobId).orElseThrow().spec().vcpus();
        capacity.acquire(vcpus);
        try {
            Job job = table.update(jobId, waiting -> waiting.withStatus(JobStatus.STARTING));
            if (!job.status().isFinal()) {
                JobAttempt attempt = runProcess(job);
                table.update(jobId, running -> concluded(running, attempt));
            }
        } finally {
            capacity.release(vcpus);
        }
    }

    private JobAttempt runProcess(Job job) throws InterruptedException {
        Path logFile = logFile(job.id());
        JobSpec spec = job.spec();
        Map<String, String> environment = JobEnvironment.of(job);
        ContainerSpec container = new ContainerSpec(
                spec.vcpus(), spec.memoryMib(), new TreeSet<>(environment.keySet()), spec.arguments());
        try {
            JobProcess process = JobProcess.start(command.line(container), environment, logFile, clock);
            return awaitEnd(job, process);
        } catch (IOException e) {
            log.warn("job {} could not be started", job.id(), e);
            return JobProcess.notStarted(logFile, e, clock);
        }
    }

    private JobAttempt awaitEnd(Job job, JobProcess process) throws InterruptedException {
        processes.put(job.id(), process);
        try {
            Job running = table.update(job.id(), starting -> starting.running(clock.instant()));
            if (running.terminated()) {
                process.stop();
            }
            return process.await(job.spec().timeout());
        } finally {
            processes.remove(job.id());
        }
    }

    private Job concluded(Job running, JobAttempt attempt) {
        Job job = running.withAttempt(attempt);
        if (job.terminated()) {
            String reason = job.statusReason() == null ? attempt.statusReason() : job.statusReason();
            return job.ended(JobStatus.FAILED, reason, clock.instant());
        }
        if (attempt.succeeded()) {
            return job.ended(JobStatus.SUCCEEDED, attempt.statusReason(), clock.instant());
        }
        boolean again = attempt.end() != JobAttempt.End.TIMED_OUT
                && job.spec().retry().retries(running.attemptNumber(), attempt);
        return again
                ? job.withStatus(JobStatus.RUNNABLE)
                : job.ended(JobStatus.FAILED, attempt.statusReason(), clock.instant());
    }

    private boolean isFinal(String jobId) {
        return table.find(jobId).map(job -> job.status().isFinal()).orElse(true);
    }

    private void fail(String jobId, String reason) {
        table.update(jobId, job -> job.ended(JobStatus.FAILED, reason, clock.instant()));
    }
}
