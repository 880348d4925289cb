package org.eventextractor.lambda.sweep;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eventextractor.lambda.batch.JobLife;
import org.eventextractor.lambda.batch.JobLookup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks what became of jobs, and ends the requests of those that do not go on.
 *
 * <p>Thread-safe.
 *
 * @param jobs asked only where there is something to ask
 * @param ends ends requests
 * @param clock tells how long a request has been silent
 */
record JobInquiry(Supplier<JobLookup> jobs, RequestEnds ends, Clock clock) {

    private static final Logger log = LoggerFactory.getLogger(JobInquiry.class);

    /** Batch may show a job a little late, and forgets it days after its end: in between it is known. */
    private static final Duration UNKNOWN_IS_LOST = Duration.ofHours(1);

    /** What became of the jobs that Batch knows, by their ids. */
    Map<String, JobLife> ask(List<Finding.HasJob> open) {
        if (open.isEmpty()) {
            return Map.of();
        }
        List<String> jobIds =
                open.stream().map(Finding.HasJob::jobId).distinct().toList();
        return jobs.get().describe(jobIds).stream()
                .collect(Collectors.toMap(JobLife::jobId, Function.identity(), (one, same) -> one));
    }

    /**
     * Deals with one request.
     *
     * @throws RuntimeException if it cannot be dealt with now
     */
    SweepOutcome deal(Finding.HasJob open, Map<String, JobLife> lives) {
        JobLife life = lives.get(open.jobId());
        if (life == null) {
            return dealWithUnknown(open);
        }
        if (life.end().isEmpty()) {
            return SweepOutcome.AT_WORK;
        }
        log.warn("the end of job {} was not told to the end", open.jobId());
        ends.jobEnded(open.open().paths(), life.end().get());
        return SweepOutcome.ENDED;
    }

    private SweepOutcome dealWithUnknown(Finding.HasJob open) {
        if (open.open().silence(clock.instant()).compareTo(UNKNOWN_IS_LOST) < 0) {
            return SweepOutcome.AT_WORK;
        }
        ends.lost(open.open().paths(), Optional.of(open.jobId()));
        return SweepOutcome.LOST;
    }
}
