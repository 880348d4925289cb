package org.eventextractor.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import org.eventextractor.core.document.Software;
import org.eventextractor.core.lifecycle.Progress;
import org.eventextractor.core.lifecycle.ReasonCode;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.lifecycle.StateReason;
import org.eventextractor.core.lifecycle.StatusStore;
import org.eventextractor.core.plan.ExtractPlan;
import org.eventextractor.core.plan.PlanStore;
import org.eventextractor.core.prepare.AcceptedRequests;
import org.eventextractor.core.request.AcceptedRequest;
import org.eventextractor.core.storage.AsyncObjectReader;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.job.fetch.ReaderFactory;
import org.eventextractor.job.progress.ProgressMeter;
import org.eventextractor.job.progress.ProgressReporter;
import org.eventextractor.job.progress.WorkingStatus;
import org.eventextractor.job.publish.OutputFolder;
import org.eventextractor.job.publish.Published;
import org.eventextractor.job.publish.Publisher;
import org.eventextractor.job.publish.ReportMerger;
import org.eventextractor.job.slice.PartFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The extract of a request that is this job's to do, from its plan to its final status: extract the slices, publish, hand
 * on the results. It leaves a final state with a reason, or leaves the ending to another shard or to another attempt. A
 * request that another ends meanwhile, mostly its requester, is given up within seconds.
 *
 * <p>Not thread-safe; used once.
 */
public final class ExtractJob {

    private static final Logger log = LoggerFactory.getLogger(ExtractJob.class);

    static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(2);

    private final Function<StorageUri, ObjectStore> stores;
    private final ReaderFactory readers;
    private final ObjectStore requests;
    private final RequestPaths paths;
    private final JobAttempt attempt;
    private final JobResources resources;
    private final Software software;
    private final Clock clock;
    private final WorkingStatus working;
    private final String outputPrefix;

    /**
     * A job.
     *
     * @param stores opens the bucket of the events that the plan names
     * @param readers open the reader of that bucket
     * @param requests the request bucket
     * @param paths where everything of this request lives
     * @param attempt which part of which job this process is
     * @param resources what it may use
     * @param software named in the documents
     * @param clock of the status and of durations
     */
    ExtractJob(
            Function<StorageUri, ObjectStore> stores,
            ReaderFactory readers,
            ObjectStore requests,
            RequestPaths paths,
            JobAttempt attempt,
            JobResources resources,
            Software software,
            Clock clock) {
        this.stores = stores;
        this.readers = readers;
        this.requests = requests;
        this.paths = paths;
        this.attempt = attempt;
        this.resources = resources;
        this.software = software;
        this.clock = clock;
        this.working =
                new WorkingStatus(new StatusStore(requests, paths, clock), attempt.jobId(), attempt.attempt(), clock);
        this.outputPrefix = paths.output(attempt.jobId());
    }

    /**
     * Does this process's share, and, when every slice has its report, publishes. Failures end in the outcome, but for
     * the errors of the JVM.
     *
     * @param outlet takes the results, if this process ends the request
     */
    JobOutcome run(ResultsOutlet outlet) {
        Ending ending = new Ending(requests, paths, attempt, working, outlet, software, clock);
        try {
            return JobOutcome.of(extractAndPublish(new AcceptedRequests(requests).read(paths), ending));
        } catch (EndedElsewhereException e) {
            return endedElsewhere(e.status(), ending);
        } catch (InterruptedException e) {
            RequestState ended =
                    ending.failed(new StateReason(ReasonCode.INTERRUPTED, "The job was stopped before it ended."));
            Thread.currentThread().interrupt(); // not before: the S3 client gives up in an interrupted thread
            return JobOutcome.of(ended);
        } catch (RuntimeException e) {
            log.error("the attempt failed", e);
            return failed(FailureReason.of(e), ending);
        }
    }

    private static JobOutcome endedElsewhere(RequestStatus ended, Ending ending) {
        log.info("the request has ended meanwhile: {}", ended.state());
        try {
            ending.endedElsewhere(ended);
        } catch (RuntimeException e) {
            log.error("what is left to be told of the end is left to the completion function", e);
        }
        return JobOutcome.idle(ended.state());
    }

    private JobOutcome failed(FailureReason reason, Ending ending) {
        boolean again = reason.mayHeal() && !attempt.isLast();
        try {
            return again
                    ? JobOutcome.again(ending.retrying(reason.retrying(attempt)))
                    : JobOutcome.of(ending.failed(reason.last()));
        } catch (RuntimeException e) {
            log.error("the status does not say so; the completion function hears of the job's end", e);
            return again ? JobOutcome.again(RequestState.RUNNING) : JobOutcome.of(RequestState.FAILED);
        }
    }

    private RequestState extractAndPublish(AcceptedRequest accepted, Ending ending) throws InterruptedException {
        PlanStore plans = new PlanStore(requests, paths);
        ExtractPlan plan = plans.readPlan();
        SliceReports reports = new SliceReports(requests, paths, outputPrefix);
        Instant startedAt = begin(plan);
        extract(accepted, plan, plans, reports);
        ReportMerger merger = new ReportMerger(plan);
        if (!allReported(reports, plan, merger) || !ending.isOurs()) {
            log.info("this shard is done; others are not");
            return RequestState.RUNNING;
        }
        unlessEnded(working.publishing(merger.progress()));
        Duration spent = Duration.between(startedAt, clock.instant());
        Published published = new Publisher(new OutputFolder(requests, outputPrefix), software)
                .publish(attempt.jobId(), accepted, merger.summary(), spent);
        return ending.published(accepted, published, merger.progress());
    }

    private Instant begin(ExtractPlan plan) {
        RequestStatus running = unlessEnded(working.begin(
                current -> current.withProgress(attempt.shards() == 1 ? Progress.none() : current.progress())));
        log.info("{} slices, {} objects, {} bytes", plan.slices().size(), plan.objects(), plan.bytes());
        return Objects.requireNonNull(running.timeline().startedAt(), "just set");
    }

    private void extract(AcceptedRequest accepted, ExtractPlan plan, PlanStore plans, SliceReports reports)
            throws InterruptedException {
        ProgressMeter meter = new ProgressMeter();
        ObjectStore events = stores.apply(plan.events());
        try (ScratchFolder scratch = ScratchFolder.in(resources.scratch());
                JobThreads threads = new JobThreads(resources);
                AsyncObjectReader reader = readers.open(events, threads.fetchers())) {
            PartFolder output = new PartFolder(
                    requests,
                    outputPrefix,
                    scratch.path(),
                    accepted.request().output().compression());
            Extraction extraction = new Extraction(
                    accepted.request(), plan, plans, reports, events, reader, output, meter, resources, threads);
            ProgressReporter reporter = new ProgressReporter(
                    meter, working, plan, clock, ended -> extraction.stop(new EndedElsewhereException(ended)));
            threads.every(PROGRESS_INTERVAL, new Ticks(reporter));
            extraction.run(attempt, threads);
            if (threads.stopTimer()) {
                reporter.report();
            }
        }
    }

    /** Of several shards, the others may be at work; alone, there is nobody else to wait for. */
    private boolean allReported(SliceReports reports, ExtractPlan plan, ReportMerger merger) {
        boolean all = reports.forEach(plan, merger::add);
        if (!all && attempt.shards() == 1) {
            throw new StorageException(
                    StorageException.Kind.CHANGED, "a report or a data file of this extract was removed");
        }
        return all;
    }

    /** @throws EndedElsewhereException if the request has ended */
    private static RequestStatus unlessEnded(RequestStatus written) {
        if (written.state().isFinal()) {
            throw new EndedElsewhereException(written);
        }
        return written;
    }

    /** Shards share one status document: each writes the more seldom the more they are, and looks as often as ever. */
    private final class Ticks implements Runnable {

        private final ProgressReporter reporter;
        private int ticks;

        private Ticks(ProgressReporter reporter) {
            this.reporter = reporter;
        }

        @Override
        public void run() {
            ticks++;
            if (ticks % attempt.shards() == 0) {
                reporter.report();
            } else {
                reporter.look();
            }
        }
    }
}
