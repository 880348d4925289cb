package org.eventextractor.local.batch;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.eventextractor.local.batch.BatchWire.Filter;
import org.eventextractor.local.batch.BatchWire.ListJobs;
import org.eventextractor.local.batch.BatchWire.ListedJobs;
import org.jspecify.annotations.Nullable;

/**
 * ListJobs: the jobs of a queue or the children of an array, of one status ({@code RUNNING} if none is named), or by
 * name in any status. Newest first, a page at a time.
 *
 * @see <a href="https://docs.aws.amazon.com/batch/latest/APIReference/API_ListJobs.html">ListJobs</a>
 */
final class JobListing {
    private static final int MAX_RESULTS = 100;

    private final JobTable table;
    private final JobSpecs specs;

    JobListing(JobTable table, JobSpecs specs) {
        this.table = table;
        this.specs = specs;
    }

    /** @throws BatchException if Batch would refuse the call */
    ListedJobs page(ListJobs call) {
        List<Job> wanted = table.newestFirst(scope(call).and(selection(call)));
        int from = call.nextToken() == null ? 0 : indexAfter(wanted, call.nextToken());
        int size = call.maxResults() == null ? MAX_RESULTS : Math.max(1, Math.min(call.maxResults(), MAX_RESULTS));
        int to = Math.min(wanted.size(), from + size);
        String nextToken = to < wanted.size() ? wanted.get(to - 1).id() : null;
        return new ListedJobs(
                wanted.subList(from, to).stream().map(JobViews::summary).toList(), nextToken);
    }

    private Predicate<Job> scope(ListJobs call) {
        String arrayJobId = call.arrayJobId();
        if (arrayJobId != null) {
            return job -> job.array() instanceof ArrayPlace.Child child
                    && child.parentId().equals(arrayJobId);
        }
        String queue = specs.queueName(call.jobQueue());
        return job -> job.spec().queue().equals(queue) && !(job.array() instanceof ArrayPlace.Child);
    }

    private static Predicate<Job> selection(ListJobs call) {
        List<Filter> filters = call.filters();
        if (filters.isEmpty()) {
            JobStatus status = status(call.jobStatus());
            return job -> job.status() == status;
        }
        return filters.stream().map(JobListing::selection).reduce(job -> true, Predicate::and);
    }

    private static Predicate<Job> selection(Filter filter) {
        if (!filter.name().equals("JOB_NAME")) {
            throw BatchException.client("the local Batch endpoint filters by JOB_NAME, not by " + filter.name());
        }
        return job -> filter.values().stream()
                .anyMatch(pattern -> matches(pattern, job.spec().name()));
    }

    private static boolean matches(String pattern, String name) {
        String wanted = pattern.toLowerCase(Locale.ROOT);
        String found = name.toLowerCase(Locale.ROOT);
        return wanted.endsWith("*") ? found.startsWith(wanted.substring(0, wanted.length() - 1)) : found.equals(wanted);
    }

    private static JobStatus status(@Nullable String name) {
        try {
            return name == null ? JobStatus.RUNNING : JobStatus.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw BatchException.client("no such jobStatus: " + name);
        }
    }

    private static int indexAfter(List<Job> jobs, String jobId) {
        for (int i = 0; i < jobs.size(); i++) {
            if (jobs.get(i).id().equals(jobId)) {
                return i + 1;
            }
        }
        throw BatchException.client("nextToken is no longer valid; list again from the start");
    }
}
