package org.eventextractor.local.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ObjectStores;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.core.storage.WriteCondition;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.local.batch.JobCommand;
import org.eventextractor.local.callback.CallbackReceiver;
import org.eventextractor.local.callback.Delivery;
import org.eventextractor.local.platform.LocalPlatform;
import org.eventextractor.local.platform.LocalSettings;
import org.eventextractor.samples.SampleRequest;
import org.eventextractor.samples.SampleSummary;

/**
 * The whole way of one request, shown step by step: sample events with a known answer, a request, its progress, what
 * was delivered, the callback, and whether exactly the right events arrived.
 */
public final class Demo {
    private static final String REQUEST_KEY = "study/a/my_request.json";
    private static final Duration CALLBACK_PATIENCE = Duration.ofSeconds(20);
    private static final int CONNECTIONS = 32;
    private static final int USERS_SHOWN = 2;
    private static final int LOG_LINES_SHOWN = 30;

    private final Settings settings;
    private final DemoData data;
    private final PrintStream out;
    private final Style style;

    /**
     * What a demo is run with.
     *
     * @param folder an existing folder for everything it writes
     * @param jobs how a job is run
     * @param seed of the sample events
     * @param patience how long the request may take
     * @param terminal whether {@code out} can show a bar that redraws itself
     */
    public record Settings(Path folder, JobCommand jobs, long seed, Duration patience, boolean terminal) {}

    public Demo(Settings settings, PrintStream out) {
        this.settings = settings;
        this.data = DemoData.of(settings.seed());
        this.out = out;
        this.style = new Style(out);
    }

    /**
     * Runs the demo.
     *
     * @return whether exactly the expected events were delivered and the callback arrived, rightly signed
     */
    public boolean run() throws InterruptedException {
        Instant start = Instant.now();
        style.title("Event Extractor: the whole way of one request, on this machine");
        String secret = CallbackReceiver.newSecret();
        try (CallbackReceiver receiver = CallbackReceiver.start(0, secret);
                LocalPlatform platform = startPlatform(receiver.origin(), secret);
                ObjectStores stores = new ObjectStores(platform.clientEnvironment(), CONNECTIONS)) {
            boolean right = run(platform, stores, receiver);
            style.blank();
            style.detail("It took " + Duration.between(start, Instant.now()).toSeconds() + " s in all.");
            return right;
        }
    }

    private LocalPlatform startPlatform(URI callbackOrigin, String secret) {
        style.step("Start the system: S3 on a folder, two Lambda functions, Batch with real processes");
        LocalPlatform platform = LocalPlatform.start(
                LocalSettings.of(settings.folder(), settings.jobs()).withCallbacks(callbackOrigin, secret));
        style.detail("S3 at " + platform.s3Endpoint() + ", Batch at " + platform.batchEndpoint()
                + ", a callback receiver at " + callbackOrigin);
        style.detail("everything lies in " + settings.folder());
        return platform;
    }

    private boolean run(LocalPlatform platform, ObjectStores stores, CallbackReceiver receiver)
            throws InterruptedException {
        writeEvents(stores.open(LocalPlatform.EVENTS));
        ObjectStore requests = stores.open(StorageUri.s3(LocalPlatform.REQUEST_BUCKET, ""));
        SampleRequest request = data.request(receiver.url("results"));
        dropRequest(requests, request);
        Optional<RequestStatus> end = follow(requests, platform);
        if (end.isEmpty() || end.get().jobId() == null) {
            return false;
        }
        RequestPaths paths = new RequestPaths(REQUEST_KEY, end.get().requestId());
        Delivered delivered =
                new Delivered(requests, paths.output(String.valueOf(end.get().jobId())));
        DeliveryTour tour = new DeliveryTour(data, delivered, settings.folder().resolve("downloads"), style);
        tour.showFiles();
        tour.showResults();
        tour.showRows();
        boolean posted = showCallback(receiver);
        return tour.compare(request) && posted;
    }

    private void writeEvents(ObjectStore events) {
        style.step("Write sample events, as the event capture service would");
        SampleSummary written = data.events().writeTo(events, LocalPlatform.EVENTS.key());
        style.detail(Style.count(written.files()) + " Parquet files, " + Style.count(written.rows()) + " rows, "
                + Style.bytes(written.bytes()) + ": "
                + String.join(", ", data.spec().eventTypes()));
        style.detail("over " + data.spec().days() + " days, in " + LocalPlatform.EVENTS
                + "/<event type>/year=YYYY/month=MM/day=DD/");
    }

    private void dropRequest(ObjectStore requests, SampleRequest request) {
        style.step("Drop a request into the bucket: s3://" + LocalPlatform.REQUEST_BUCKET + "/" + REQUEST_KEY);
        List<String> users = request.users().users().stream()
                .limit(USERS_SHOWN)
                .map(Object::toString)
                .toList();
        style.detail("event types  " + String.join(", ", request.eventTypes()));
        style.detail("from         " + request.range().start());
        style.detail("to           " + request.range().end());
        style.detail("users        " + request.users().users().size() + ": " + String.join(", ", users) + ", …");
        style.detail("callback     " + request.callbackUrl());
        requests.write(REQUEST_KEY, request.toJson(), "application/json", WriteCondition.always());
    }

    /** Empty if the request did not end well; why is told. */
    private Optional<RequestStatus> follow(ObjectStore requests, LocalPlatform platform) throws InterruptedException {
        style.step("Follow its status document");
        String statusKey = new RequestPaths(REQUEST_KEY, "").status();
        StatusWatch watch = new StatusWatch(requests, statusKey);
        try {
            RequestStatus end = watched(watch);
            if (end.state() == RequestState.COMPLETED) {
                style.good(end.stateReason().message());
                return Optional.of(end);
            }
            style.bad("the request ended as " + Json.name(end.state()) + ": "
                    + end.stateReason().message());
            end.errors().forEach(error -> style.detail(error.pointer() + " " + error.message()));
        } catch (TimeoutException e) {
            style.bad(String.valueOf(e.getMessage()));
        }
        watch.read().map(RequestStatus::jobId).ifPresent(jobId -> showLog(platform.jobLog(jobId)));
        style.detail("Lambda's log is " + settings.folder().resolve("logs/platform.log"));
        return Optional.empty();
    }

    private RequestStatus watched(StatusWatch watch) throws InterruptedException, TimeoutException {
        try (ProgressView view = ProgressView.on(out, settings.terminal())) {
            return watch.awaitEnd(settings.patience(), view::show);
        }
    }

    private void showLog(Path log) {
        try {
            List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
            style.detail(lines.isEmpty() ? "the job has written no log yet" : "the end of the job's log, " + log + ":");
            lines.stream().skip(Math.max(0, lines.size() - LOG_LINES_SHOWN)).forEach(style::detail);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log, e);
        }
    }

    private boolean showCallback(CallbackReceiver receiver) throws InterruptedException {
        style.step("Receive the callback");
        Optional<Delivery> arrived = receiver.await(Delivery::verified, CALLBACK_PATIENCE);
        if (arrived.isEmpty()) {
            style.bad("no callback with a right signature arrived within " + CALLBACK_PATIENCE.toSeconds() + " s; "
                    + receiver.deliveries().size() + " with a wrong one");
            return false;
        }
        Delivery delivery = arrived.get();
        style.detail(
                "POST " + delivery.path() + " at " + Style.moment(delivery.at()) + ", webhook-id " + delivery.id());
        style.detail("body: results.json, " + Style.bytes(delivery.body().length()));
        style.good("signature verified");
        return true;
    }
}
