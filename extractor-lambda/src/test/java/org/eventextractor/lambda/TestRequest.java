package org.eventextractor.lambda;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.lifecycle.OpenRequests;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.StateReason;
import org.eventextractor.core.lifecycle.StatusStore;
import org.eventextractor.core.request.AcceptedRequest;
import org.eventextractor.core.request.ErrorPolicy;
import org.eventextractor.core.request.ExtractRequest;
import org.eventextractor.core.request.OutputOptions;
import org.eventextractor.core.request.TimeRange;
import org.eventextractor.core.request.UserSelection;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.core.storage.WriteCondition;
import org.eventextractor.core.workspace.Claim;
import org.eventextractor.core.workspace.OpenRequest;
import org.eventextractor.core.workspace.RequestPaths;
import org.jspecify.annotations.Nullable;

/** A request on its way, as intake and the job would have it in the bucket. */
public final class TestRequest {

    private static final Instant RECEIVED_AT = Instant.parse("2023-01-01T00:00:00Z");

    private final ObjectStore requests;
    private final RequestPaths paths;
    private final StatusStore status;

    public TestRequest(ObjectStore requests, String requestId, String requestKey) {
        this(requests, requestId, requestKey, Clock.systemUTC());
    }

    /** @param clock of its status */
    public TestRequest(ObjectStore requests, String requestId, String requestKey, Clock clock) {
        this.requests = requests;
        this.paths = new RequestPaths(requestKey, requestId);
        this.status = new StatusStore(requests, paths, clock);
    }

    public RequestPaths paths() {
        return paths;
    }

    public StatusStore status() {
        return status;
    }

    /** Whether it is listed as open. */
    public boolean isOpen() {
        return requests.find(paths.open()).isPresent();
    }

    /** Lists it as open: intake saw it when it arrived. */
    public OpenRequest open(Instant receivedAt) {
        return open(receivedAt, receivedAt);
    }

    /** Lists it as open. */
    public OpenRequest open(Instant receivedAt, Instant listedAt) {
        OpenRequest open = new OpenRequest(
                paths.requestId(),
                requests.root().root(),
                paths.requestKey(),
                "etag-" + paths.requestId(),
                null,
                "00" + paths.requestId(),
                receivedAt,
                listedAt);
        new OpenRequests(requests).add(open);
        return open;
    }

    /** Gives it a claim whose lease ends then. */
    public void claimed(Instant leaseUntil) {
        Claim claim = new Claim(
                paths.requestId(), requests.root().root(), paths.requestKey(), "e", null, RECEIVED_AT, leaseUntil);
        requests.write(paths.claim(), Json.write(claim), "application/json", WriteCondition.always());
    }

    /** Lets its job run. */
    public void running(String jobId) {
        queued(jobId);
        to(RequestState.RUNNING);
    }

    /** Puts its job into the queue. */
    public void queued(String jobId) {
        status.create();
        status.update(current -> current.withJob(jobId, 1)
                .withState(RequestState.QUEUED, new StateReason("submitted", "The job waits.")));
    }

    /** Moves its status to a state that the one it is in allows. */
    public void to(RequestState state) {
        status.update(current -> current.withState(state, new StateReason("test", "As the test wants it.")));
    }

    /** Freezes it as understood: asking for everyone, naming that receiver if any. */
    public void accepted(@Nullable URI callbackUrl) {
        accepted(UserSelection.everyone(), callbackUrl);
    }

    /** As the other, asking for these users. */
    public void accepted(UserSelection users, @Nullable URI callbackUrl) {
        ExtractRequest request = new ExtractRequest(
                StorageUri.s3("events", "prod"),
                List.of("started_session"),
                new TimeRange(Instant.parse("2022-11-25T00:00:00Z"), Instant.parse("2022-11-26T00:00:00Z")),
                users,
                callbackUrl,
                List.of("label"),
                "",
                "",
                "",
                false,
                new OutputOptions(OutputOptions.Compression.ZSTD, List.of()),
                new ErrorPolicy(ErrorPolicy.OnPartitionError.CONTINUE, 100),
                null);
        AcceptedRequest accepted =
                new AcceptedRequest(paths.requestId(), paths.requestKey(), "00", RECEIVED_AT, request, List.of());
        requests.write(paths.acceptedRequest(), Json.write(accepted), "application/json", WriteCondition.always());
    }
}
