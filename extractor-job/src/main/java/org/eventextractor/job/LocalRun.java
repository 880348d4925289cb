package org.eventextractor.job;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.DigestUtils;
import org.eventextractor.core.callback.CallbackSender;
import org.eventextractor.core.catalogue.Catalogue;
import org.eventextractor.core.lifecycle.CallbackRecorder;
import org.eventextractor.core.lifecycle.Estimate;
import org.eventextractor.core.lifecycle.ReasonCode;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.lifecycle.StateReason;
import org.eventextractor.core.lifecycle.StatusStore;
import org.eventextractor.core.plan.Planner;
import org.eventextractor.core.plan.SliceLimits;
import org.eventextractor.core.prepare.Preparation;
import org.eventextractor.core.prepare.RequestPreparer;
import org.eventextractor.core.request.RequestParser;
import org.eventextractor.core.request.RequestPolicy;
import org.eventextractor.core.request.UserFile;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.core.workspace.RequestId;
import org.eventextractor.core.workspace.RequestPaths;

/**
 * A request carried out in this process: prepared as the Lambda does it, extracted as the Batch job does it. Whoever
 * runs it owns the data, so it may ask for all users.
 */
final class LocalRun {

    private static final DateTimeFormatter JOB_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int JOB_HASH_DIGITS = 8;
    private static final int PARALLEL_LISTS = 16;
    private static final String REQUEST_NAME = "request.json";

    private final RunSettings settings;
    private final Function<StorageUri, ObjectStore> stores;
    private final StorageUri events;
    private final StorageUri out;
    private final Catalogue catalogue;
    private final RunPrinter printer;
    private final Clock clock;

    /** @param stores opens the store that a URI lies in; of use until the extract has ended */
    LocalRun(
            RunSettings settings,
            Function<StorageUri, ObjectStore> stores,
            StorageUri events,
            StorageUri out,
            Catalogue catalogue,
            RunPrinter printer,
            Clock clock) {
        this.settings = settings;
        this.stores = stores;
        this.events = events;
        this.out = out;
        this.catalogue = catalogue;
        this.printer = printer;
        this.clock = clock;
    }

    /**
     * Extracts.
     *
     * @param name the request document's file name; names the status document
     * @param document its bytes
     */
    ExitCode extract(String name, byte[] document) {
        try (CallbackSender callbacks = settings.callbacks().newSender(clock)) {
            Instant receivedAt = clock.instant();
            RequestPaths paths = paths(name, document, receivedAt);
            StatusStore status = new StatusStore(stores.apply(out), paths, clock);
            status.create();
            RequestPreparer preparer = preparer(stores.apply(out));
            StopSignal signal = StopSignal.listening(() -> stop(status));
            try (signal) {
                Preparation preparation = prepare(() -> preparer.prepare(paths, document, receivedAt), status);
                return preparation instanceof Preparation.Planned planned
                        ? carryOut(planned, status, job(paths, receivedAt), new CallbackRecorder(callbacks, status))
                        : refuse((Preparation.Refused) preparation, status);
            }
        }
    }

    /** Its request was made by this process, and no other job knows of it: it is this job's without asking. */
    private ExtractJob job(RequestPaths paths, Instant receivedAt) {
        return new ExtractJob(
                stores,
                settings.readers(),
                stores.apply(out),
                paths,
                JobAttempt.only(jobId(receivedAt, paths)),
                settings.resources(),
                settings.software(),
                clock);
    }

    private ExitCode carryOut(
            Preparation.Planned planned, StatusStore status, ExtractJob job, CallbackRecorder callbacks) {
        printer.planned(planned);
        if (planned.accepted().request().dryRun()) {
            return estimated(planned, status);
        }
        List<Runnable> owed = new ArrayList<>();
        RequestState state = job.run((accepted, results) -> owed.add(() -> callbacks.deliver(accepted, results)))
                .state();
        try {
            status.read().ifPresent(ended -> printer.ended(ended, document(status)));
        } finally { // only now, for a receiver that does not answer takes minutes; but always, for nobody else does it
            owed.forEach(Runnable::run);
        }
        return ExitCode.of(state);
    }

    /** The job sees it in the status, as it sees that a requester has cancelled a request. */
    private void stop(StatusStore status) {
        printer.stopping();
        status.update(current -> current.withState(
                RequestState.CANCELLED,
                new StateReason(ReasonCode.STOPPED, "The command was stopped before it ended.")));
    }

    /** A failure is told by the status document as well as by the command. */
    private static Preparation prepare(Supplier<Preparation> preparer, StatusStore status) {
        try {
            return preparer.get();
        } catch (RuntimeException e) {
            status.update(current ->
                    current.withState(RequestState.FAILED, FailureReason.of(e).last()));
            throw e;
        }
    }

    private RequestPaths paths(String name, byte[] document, Instant receivedAt) {
        String version = DigestUtils.sha256Hex(document) + "/" + receivedAt;
        return RequestPaths.below(out.prefix(), requestName(name), RequestId.of(out.toString(), name, version));
    }

    private RequestPreparer preparer(ObjectStore results) {
        RequestPolicy policy = RequestPolicy.unrestricted(
                catalogue, events, settings.callbacks().policy());
        return new RequestPreparer(
                policy,
                new RequestParser(policy, UserFile.anywhere(stores)),
                results,
                location -> new Planner(stores.apply(location), SliceLimits.standard(), PARALLEL_LISTS));
    }

    private ExitCode refuse(Preparation.Refused refused, StatusStore status) {
        status.update(current -> current.withState(
                        RequestState.REJECTED,
                        new StateReason(ReasonCode.REJECTED, "The request has faults; none of it was carried out."))
                .withErrors(refused.faults())
                .withWarnings(refused.warnings()));
        printer.refused(refused);
        return ExitCode.REFUSED;
    }

    private ExitCode estimated(Preparation.Planned planned, StatusStore status) {
        Estimate estimate = new Estimate(
                planned.plan().objects(),
                planned.plan().bytes(),
                settings.resources().threads(),
                0,
                "objects and bytes are counted; this machine costs nothing");
        StateReason reason = new StateReason(
                ReasonCode.DRY_RUN, "This is a dry run: nothing was extracted. Run it without dryRun to extract.");
        RequestStatus estimated = status.update(current -> current.withState(RequestState.ESTIMATED, reason)
                .withEstimate(estimate)
                .withWarnings(planned.accepted().warnings()));
        printer.estimated(estimated, document(status));
        return ExitCode.COMPLETED;
    }

    private StorageUri document(StatusStore status) {
        return stores.apply(out).root().resolve(status.key());
    }

    private static String jobId(Instant receivedAt, RequestPaths paths) {
        return "local-" + JOB_TIME.format(receivedAt) + "-" + paths.requestId().substring(0, JOB_HASH_DIGITS);
    }

    /** A request of another name is carried out too: {@code pilot.json} as {@code pilot.request.json}. */
    private static String requestName(String name) {
        return RequestPaths.isRequest(name) ? name : name.replaceFirst("\\.json$", "") + "." + REQUEST_NAME;
    }
}
