package org.eventextractor.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.eventextractor.core.callback.CallbackSender;
import org.eventextractor.core.document.Software;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.lifecycle.CallbackRecorder;
import org.eventextractor.core.lifecycle.Progress;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.lifecycle.StateReason;
import org.eventextractor.core.lifecycle.StatusStore;
import org.eventextractor.core.lifecycle.Timeline;
import org.eventextractor.core.plan.ExtractPlan;
import org.eventextractor.core.plan.PlanStore;
import org.eventextractor.core.prepare.AcceptedRequests;
import org.eventextractor.core.request.AcceptedRequest;
import org.eventextractor.core.storage.AsyncObjectReader;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ReadCondition;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.core.storage.WriteCondition;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.job.fetch.ReaderFactory;
import org.eventextractor.job.progress.ProgressMeter;
import org.eventextractor.job.progress.ProgressReporter;
import org.eventextractor.job.publish.Published;
import org.eventextractor.job.publish.Publisher;
import org.eventextractor.job.publish.ReportMerger;
import org.eventextractor.job.slice.PartFolder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request's extract, from its plan to its final status: extract the slices, publish, post the callback. It always
 * leaves a final state with a reason, or leaves the ending to another shard that is still at work.
 *
 * <p>Not thread-safe; used once.
 */
public final class ExtractJob {

    private static final Logger log = LoggerFactory.getLogger(ExtractJob.class);

    private static final long MAX_CLAIM_BYTES = 1024;
    private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(2);

    private final Function<StorageUri, ObjectStore> stores;
    private final ReaderFactory readers;
    private final ObjectStore requests;
    private final RequestPaths paths;
    private final JobAttempt attempt;
    private final JobResources resources;
    private final Software software;
    private final Clock clock;
    private final StatusStore status;
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
        this.status = new StatusStore(requests, paths, clock);
        this.outputPrefix = paths.output(attempt.jobId());
    }

    /**
     * Does this process's share, and, when every slice has its report, publishes.
     *
     * @param callbacks posts the results; null to leave that to the completion function
     * @return the request's state afterwards: a final one, or {@code RUNNING} while other shards are at work
     */
    RequestState run(@Nullable CallbackSender callbacks) {
        Optional<RequestStatus> before = status.read();
        if (before.isPresent() && before.get().state().isFinal()) {
            log.info("the request has ended before: {}", before.get().state());
            return before.get().state();
        }
        AcceptedRequest accepted = new AcceptedRequests(requests).read(paths);
        Ending ending = new Ending(accepted, attempt.jobId(), status, recorder(callbacks), software);
        try {
            return extractAndPublish(accepted, ending);
        } catch (InterruptedException e) {
            RequestState ended = ending.failed(new StateReason("interrupted", "The job was stopped before it ended."));
            Thread.currentThread().interrupt(); // not before: the S3 client gives up in an interrupted thread
            return ended;
        } catch (RuntimeException e) {
            log.error("the extract failed", e);
            return ending.failed(FailureReasons.of(e));
        }
    }

    private @Nullable CallbackRecorder recorder(@Nullable CallbackSender callbacks) {
        return callbacks == null ? null : new CallbackRecorder(callbacks, status);
    }

    private RequestState extractAndPublish(AcceptedRequest accepted, Ending ending) throws InterruptedException {
        PlanStore plans = new PlanStore(requests, paths);
        ExtractPlan plan = plans.readPlan();
        SliceReports reports = new SliceReports(requests, paths, outputPrefix);
        Instant startedAt = begin(plan);
        extract(accepted, plan, plans, reports);
        ReportMerger merger = new ReportMerger(plan);
        if (!reports.forEach(plan, merger::add) || !mayPublish()) {
            log.info("this shard is done; others are not");
            return RequestState.RUNNING;
        }
        status.update(current -> current.withState(
                RequestState.FINALIZING, new StateReason("finalizing", "The data is written; the results follow.")));
        Duration spent = Duration.between(startedAt, clock.instant());
        Published published = new Publisher(requests, outputPrefix, software)
                .publish(attempt.jobId(), accepted, merger.summary(), spent);
        return ending.published(published);
    }

    private Instant begin(ExtractPlan plan) {
        RequestStatus running = status.update(current -> {
            Timeline times = current.timeline();
            Instant startedAt = times.startedAt() == null ? clock.instant() : times.startedAt();
            return current.withState(RequestState.RUNNING, new StateReason("running", "The job reads the events."))
                    .withJob(attempt.jobId(), attempt.attempt())
                    .withProgress(attempt.shards() == 1 ? Progress.none() : current.progress())
                    .withTimeline(new Timeline(times.createdAt(), startedAt, times.updatedAt(), null));
        });
        log.info("{} slices, {} objects, {} bytes", plan.slices().size(), plan.objects(), plan.bytes());
        return Objects.requireNonNull(running.timeline().startedAt(), "just set");
    }

    private void extract(AcceptedRequest accepted, ExtractPlan plan, PlanStore plans, SliceReports reports)
            throws InterruptedException {
        ProgressMeter meter = new ProgressMeter();
        ProgressReporter reporter = new ProgressReporter(meter, status, plan, clock);
        ObjectStore events = stores.apply(plan.events());
        try (ScratchFolder scratch = ScratchFolder.in(resources.scratch());
                JobThreads threads = new JobThreads(resources);
                AsyncObjectReader reader = readers.open(events, threads.fetchers())) {
            threads.every(PROGRESS_INTERVAL.multipliedBy(attempt.shards()), reporter::report);
            PartFolder output = new PartFolder(
                    requests,
                    outputPrefix,
                    scratch.path(),
                    accepted.request().output().compression());
            new Extraction(accepted.request(), plan, plans, reports, events, reader, output, meter, resources, threads)
                    .run(attempt, threads);
            threads.stopTimer();
            reporter.report();
        }
    }

    /** With one shard, always; of several, the one whose claim stands. */
    private boolean mayPublish() {
        if (attempt.shards() == 1) {
            return true;
        }
        byte[] claim = Json.write(Map.of("shard", attempt.shard()));
        try {
            requests.write(paths.publisher(), claim, "application/json", WriteCondition.ifAbsent());
            return true;
        } catch (StorageException e) {
            if (e.kind() != StorageException.Kind.CHANGED) {
                throw e;
            }
            byte[] winner = requests.read(paths.publisher(), ReadCondition.any(), MAX_CLAIM_BYTES)
                    .bytes();
            return Arrays.equals(winner, claim);
        }
    }
}
