package org.eventextractor.local.batch;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.eventextractor.local.batch.BatchWire.DescribeJobs;
import org.eventextractor.local.batch.BatchWire.DescribedJobs;
import org.eventextractor.local.batch.BatchWire.JobDetail;
import org.eventextractor.local.batch.BatchWire.ListJobs;
import org.eventextractor.local.batch.BatchWire.ListedJobs;
import org.eventextractor.local.batch.BatchWire.Nothing;
import org.eventextractor.local.batch.BatchWire.SubmitJob;
import org.eventextractor.local.batch.BatchWire.SubmittedJob;
import org.eventextractor.local.batch.BatchWire.TerminateJob;
import org.jspecify.annotations.Nullable;

/** What the Batch calls do. Thread-safe. */
final class BatchService {
    private static final int MIN_ARRAY = 2;
    private static final int MAX_ARRAY = 10_000;
    private static final int MAX_DESCRIBED = 100;

    private final JobSpecs specs;
    private final JobTable table;
    private final JobListing listing;
    private final JobRunner runner;
    private final Clock clock;

    BatchService(JobSpecs specs, JobTable table, JobRunner runner, Clock clock) {
        this.specs = specs;
        this.table = table;
        this.listing = new JobListing(table, specs);
        this.runner = runner;
        this.clock = clock;
    }

    SubmittedJob submit(SubmitJob submission) {
        JobSpec spec = specs.resolve(submission);
        Integer size = submission.arrayProperties() == null
                ? null
                : submission.arrayProperties().size();
        checkSize(size);
        String jobId = UUID.randomUUID().toString();
        if (size == null) {
            submitSingle(jobId, spec);
        } else {
            submitArray(jobId, spec, size);
        }
        return new SubmittedJob(JobViews.jobArn(jobId), spec.name(), jobId);
    }

    DescribedJobs describe(DescribeJobs call) {
        List<String> ids = call.jobs();
        if (ids.isEmpty() || ids.size() > MAX_DESCRIBED) {
            throw BatchException.client("describe 1 to " + MAX_DESCRIBED + " jobs, not " + ids.size());
        }
        List<JobDetail> found = ids.stream()
                .map(BatchService::bareId)
                .map(table::find)
                .flatMap(Optional::stream)
                .map(job -> JobViews.detail(job, childrenOf(job)))
                .toList();
        return new DescribedJobs(found);
    }

    ListedJobs list(ListJobs call) {
        return listing.page(call);
    }

    /** Terminating a job that has ended does nothing and succeeds. */
    Nothing terminate(TerminateJob call) {
        if (call.jobId() == null || call.reason() == null) {
            throw BatchException.client("terminate needs jobId and reason");
        }
        String reason = call.reason();
        Job job = table.find(bareId(call.jobId()))
                .orElseThrow(() -> BatchException.client("Job " + call.jobId() + " not found"));
        List<Job> targets = job.array() instanceof ArrayPlace.Parent ? childrenOf(job) : List.of(job);
        targets.forEach(target -> runner.terminate(target.id(), reason));
        return new Nothing();
    }

    private void submitSingle(String jobId, JobSpec spec) {
        table.add(Job.submitted(jobId, spec, new ArrayPlace.Single(), clock.instant()));
        enqueue(jobId, () -> {});
    }

    private void submitArray(String parentId, JobSpec spec, int size) {
        table.add(Job.submitted(parentId, spec, new ArrayPlace.Parent(size), clock.instant()));
        for (int index = 0; index < size; index++) {
            ArrayPlace place = new ArrayPlace.Child(parentId, index, size);
            table.add(Job.submitted(ArrayPlace.childId(parentId, index), spec, place, clock.instant()));
        }
        table.update(parentId, parent -> parent.withStatus(JobStatus.PENDING));
        AtomicInteger open = new AtomicInteger(size);
        for (int index = 0; index < size; index++) {
            enqueue(ArrayPlace.childId(parentId, index), () -> {
                if (open.decrementAndGet() == 0) {
                    endArray(parentId, size);
                }
            });
        }
    }

    private void enqueue(String jobId, Runnable ended) {
        try {
            runner.enqueue(jobId, ended);
        } catch (RejectedExecutionException e) {
            runner.terminate(jobId, "The local Batch endpoint takes no more jobs");
            ended.run();
        }
    }

    private void endArray(String parentId, int size) {
        boolean failed = table.children(parentId, size).stream().anyMatch(job -> job.status() == JobStatus.FAILED);
        JobStatus end = failed ? JobStatus.FAILED : JobStatus.SUCCEEDED;
        String reason = failed ? "Array Child Job failed" : "Array Child Jobs succeeded";
        table.update(parentId, parent -> parent.ended(end, reason, clock.instant()));
    }

    private void checkSize(@Nullable Integer arraySize) {
        if (arraySize != null && (arraySize < MIN_ARRAY || arraySize > MAX_ARRAY)) {
            throw BatchException.client("array size must lie in 2 to 10000, not " + arraySize);
        }
        if (!runner.hasRoomFor(arraySize == null ? 1 : arraySize)) {
            throw new BatchException(BatchException.Kind.SERVER, "too many jobs are waiting; try again later");
        }
    }

    private List<Job> childrenOf(Job job) {
        return job.array() instanceof ArrayPlace.Parent parent ? table.children(job.id(), parent.size()) : List.of();
    }

    private static String bareId(String idOrArn) {
        return idOrArn.substring(idOrArn.lastIndexOf('/') + 1);
    }
}
