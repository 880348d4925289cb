package org.eventextractor.core.prepare;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.codec.digest.DigestUtils;
import org.eventextractor.core.plan.ExtractPlan;
import org.eventextractor.core.plan.PlanScope;
import org.eventextractor.core.plan.PlanStore;
import org.eventextractor.core.plan.Planner;
import org.eventextractor.core.request.AcceptedRequest;
import org.eventextractor.core.request.ExtractRequest;
import org.eventextractor.core.request.RequestOutcome;
import org.eventextractor.core.request.RequestParser;
import org.eventextractor.core.request.RequestPolicy;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.core.workspace.RequestPaths;

/**
 * Makes a request ready for a job: validates it, freezes it as understood, plans it. The Lambda and the command line do
 * this step alike.
 *
 * <p>Thread-safe. Done again for a request whose plan was not finished, it writes the same keys again.
 */
public final class RequestPreparer {

    private final RequestPolicy policy;
    private final RequestParser parser;
    private final ObjectStore requests;
    private final AcceptedRequests acceptedRequests;
    private final Function<StorageUri, Planner> planners;

    /**
     * @param policy what the deployment allows
     * @param parser reads requests by that policy
     * @param requests the request bucket
     * @param planners a planner over the bucket of an event location
     */
    public RequestPreparer(
            RequestPolicy policy, RequestParser parser, ObjectStore requests, Function<StorageUri, Planner> planners) {
        this.policy = policy;
        this.parser = parser;
        this.requests = requests;
        this.acceptedRequests = new AcceptedRequests(requests);
        this.planners = planners;
    }

    /**
     * Prepares one request. One whose plan is finished stays as it was frozen then, for a job may be at work on it.
     *
     * @param paths where everything of this request lives
     * @param document the request document's bytes
     * @param receivedAt when it was first seen; "now" for a range without an end
     * @throws org.eventextractor.core.storage.StorageException if events cannot be listed or the plan not be stored
     */
    public Preparation prepare(RequestPaths paths, byte[] document, Instant receivedAt) {
        return frozen(paths).orElseGet(() -> prepareAnew(paths, document, receivedAt));
    }

    private Optional<Preparation> frozen(RequestPaths paths) {
        return new PlanStore(requests, paths)
                .findPlan()
                .flatMap(plan -> acceptedRequests.find(paths).map(accepted -> new Preparation.Planned(accepted, plan)));
    }

    private Preparation prepareAnew(RequestPaths paths, byte[] document, Instant receivedAt) {
        RequestOutcome outcome = parser.parse(paths.requestKey(), document, receivedAt);
        if (outcome instanceof RequestOutcome.Refused refused) {
            return new Preparation.Refused(refused.faults(), refused.warnings());
        }
        RequestOutcome.Accepted good = (RequestOutcome.Accepted) outcome;
        EarlierExtract.Remainder remainder = remainder(good.request(), paths);
        if (!remainder.faults().isEmpty()) {
            return new Preparation.Refused(remainder.faults(), good.warnings());
        }
        AcceptedRequest accepted = new AcceptedRequest(
                paths.requestId(),
                paths.requestKey(),
                DigestUtils.sha256Hex(document),
                receivedAt,
                good.request(),
                good.warnings());
        return freeze(accepted, remainder, paths);
    }

    /** The plan's header comes last: where it is, all that a job reads is there and stays. */
    private Preparation.Planned freeze(
            AcceptedRequest accepted, EarlierExtract.Remainder remainder, RequestPaths paths) {
        // before the plan: whoever ends a request that cannot be planned finds in it whom to tell
        acceptedRequests.write(paths, accepted);
        PlanStore plans = new PlanStore(requests, paths);
        ExtractRequest request = accepted.request();
        ExtractPlan plan = planners.apply(request.events())
                .plan(paths.requestId(), request, remainder.scope(), policy.catalogue(), plans);
        Optional<AcceptedRequest> warned = remainder.gone(plan).map(accepted::withWarning);
        warned.ifPresent(again -> acceptedRequests.write(paths, again));
        plans.writePlan(plan);
        return new Preparation.Planned(warned.orElse(accepted), plan);
    }

    /** What the request leaves to read: everything, or what an earlier extract lost. */
    private EarlierExtract.Remainder remainder(ExtractRequest request, RequestPaths paths) {
        String jobId = request.resumeFrom();
        return jobId == null
                ? new EarlierExtract.Remainder(List.of(), PlanScope.everything())
                : new EarlierExtract(requests, paths.output(jobId), jobId).remainder(request);
    }
}
