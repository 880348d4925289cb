package org.eventextractor.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.eventextractor.core.catalogue.EventType;
import org.eventextractor.core.document.SliceReport;
import org.eventextractor.core.plan.ExtractPlan;
import org.eventextractor.core.plan.PlanStore;
import org.eventextractor.core.plan.SliceSummary;
import org.eventextractor.core.request.ExtractRequest;
import org.eventextractor.core.storage.AsyncObjectReader;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.job.fetch.SourceFetcher;
import org.eventextractor.job.progress.ProgressMeter;
import org.eventextractor.job.scan.EventScanner;
import org.eventextractor.job.slice.DecodedBudget;
import org.eventextractor.job.slice.PartFolder;
import org.eventextractor.job.slice.ReadAheadBudget;
import org.eventextractor.job.slice.SliceExtractor;
import org.jspecify.annotations.Nullable;

/**
 * Does the slices of one shard, several at a time, and leaves a report of each.
 *
 * <p>Not thread-safe, but for {@link #stop}; used once.
 */
final class Extraction {

    /** Larger objects are read by ranges: only those parts that are needed. */
    private static final long MAX_WHOLE_BYTES = 4L << 20;

    /** And so that a few whole ones fit in the read-ahead. */
    private static final int WHOLE_OBJECT_SHARE = 8;

    /** So that requests stay in flight while objects wait for one before them, or to be scanned. */
    private static final int HELD_PER_REQUEST = 2;

    private final ExtractPlan plan;
    private final PlanStore plans;
    private final SliceReports reports;
    private final ProgressMeter meter;
    private final SliceExtractor extractor;
    private final Map<String, EventScanner> scanners = new LinkedHashMap<>();
    private final List<Future<?>> slices = new ArrayList<>();
    private @Nullable RuntimeException whyStopped;

    Extraction(
            ExtractRequest request,
            ExtractPlan plan,
            PlanStore plans,
            SliceReports reports,
            ObjectStore events,
            AsyncObjectReader reader,
            PartFolder output,
            ProgressMeter meter,
            JobResources resources,
            JobThreads threads) {
        this.plan = plan;
        this.plans = plans;
        this.reports = reports;
        this.meter = meter;
        long readAhead = resources.readAheadBytes();
        this.extractor = new SliceExtractor(
                new SourceFetcher(reader, Math.min(MAX_WHOLE_BYTES, readAhead / WHOLE_OBJECT_SHARE)),
                threads.scanners(),
                new ReadAheadBudget(resources.objectsInFlight() * HELD_PER_REQUEST, readAhead),
                new DecodedBudget(resources.decodedBytes()),
                events.root(),
                output,
                meter);
        for (EventType type : plan.eventTypes()) {
            scanners.put(type.name(), scanner(type, request));
        }
    }

    /**
     * Does every slice of this shard that is not done yet.
     *
     * @throws RuntimeException the first failure of a slice, or why {@link #stop} was called; the others are given up
     */
    void run(JobAttempt attempt, JobThreads threads) throws InterruptedException {
        try {
            for (Future<?> slice : begin(attempt, threads)) {
                slice.get();
            }
            requireNotStopped();
        } catch (CancellationException | ExecutionException e) {
            requireNotStopped();
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException("a slice failed", e.getCause());
        } finally {
            giveUp();
        }
    }

    /** Gives up what is not done; {@link #run} then throws {@code why}. Any thread may call it, again and again. */
    synchronized void stop(RuntimeException why) {
        whyStopped = whyStopped == null ? why : whyStopped;
        giveUp();
    }

    private synchronized void requireNotStopped() {
        if (whyStopped != null) {
            throw whyStopped;
        }
    }

    private synchronized void giveUp() {
        slices.forEach(slice -> slice.cancel(true));
    }

    private synchronized List<Future<?>> begin(JobAttempt attempt, JobThreads threads) {
        for (SliceSummary slice : plan.slices()) {
            if (whyStopped == null && attempt.does(slice.number())) {
                slices.add(threads.write(() -> extractOrStop(slice, attempt)));
            }
        }
        return List.copyOf(slices);
    }

    /** Reads are ended when slices are given up: objects may then have failed that are sound. */
    private static void requireNotGivenUp() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the slice was given up");
        }
    }

    private static EventScanner scanner(EventType type, ExtractRequest request) {
        return new EventScanner(
                type, request.range(), request.users(), request.output().columns());
    }

    /** Without one of its slices the attempt has failed: the others are not worth their time any more. */
    private void extractOrStop(SliceSummary slice, JobAttempt attempt) throws InterruptedException {
        try {
            extract(slice, attempt);
        } catch (RuntimeException failure) {
            stop(failure);
            throw failure;
        } catch (Error failure) {
            stop(new IllegalStateException("a slice failed", failure));
            throw failure;
        }
    }

    private void extract(SliceSummary slice, JobAttempt attempt) throws InterruptedException {
        Optional<SliceReport> done = reports.findDone(slice);
        if (done.isPresent()) {
            if (!attempt.addsToEarlier()) {
                meter.sliceSkipped(slice.objects(), slice.bytes(), done.get());
            }
            return;
        }
        EventType type = plan.eventType(slice.eventType());
        EventScanner scanner = Objects.requireNonNull(scanners.get(slice.eventType()), "a scanner for every type");
        SliceReport report = extractor.extract(plans.readSlice(slice), type, scanner);
        requireNotGivenUp();
        reports.write(report);
        meter.sliceDone();
    }
}
