package org.eventextractor.lambda.completion;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eventextractor.core.callback.CallbackAttempt;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.StateReason;
import org.eventextractor.core.lifecycle.StatusStore;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.lambda.event.CompletionEventReader;
import org.eventextractor.lambda.priming.RehearsalCloud;

/** Hears that some jobs ended, whose requesters know it already; of a bucket that is in memory only. */
final class CompletionRehearsal {

    private static final int ROUNDS = 10;
    private static final Duration TIME_LEFT = Duration.ofMinutes(3);
    private static final String BUCKET = "rehearsal";
    private static final Map<String, String> SETTINGS = Map.of("EXTRACTOR_REQUEST_BUCKET", BUCKET);

    private static final StateReason REASON = new StateReason("rehearsal", "Nothing ran.");

    private CompletionRehearsal() {}

    static void run() {
        try (RehearsalCloud cloud = new RehearsalCloud()) {
            CompletionClients clients = CompletionClients.of(SETTINGS, cloud.stores());
            Completion completion = CompletionAssembly.of(SETTINGS, clients, Clock.systemUTC());
            for (int round = 0; round < ROUNDS; round++) {
                RequestPaths paths = new RequestPaths("rehearsal/" + round + "_request.json", "rehearsal-" + round);
                tellOfCallback(cloud.stores().open(StorageUri.s3(BUCKET, "")), paths);
                byte[] event = Json.write(event(paths));
                completion.answer(CompletionEventReader.read(new ByteArrayInputStream(event)), () -> TIME_LEFT);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void tellOfCallback(ObjectStore bucket, RequestPaths paths) {
        Clock clock = Clock.systemUTC();
        StatusStore status = new StatusStore(bucket, paths, clock);
        status.create();
        CallbackAttempt done = new CallbackAttempt(1, clock.instant(), true, 200, "rehearsed", false);
        status.update(current -> current.withCallbackAttempt(done).withState(RequestState.FAILED, REASON));
    }

    private static Map<String, Object> event(RequestPaths paths) {
        List<Map<String, String>> variables = List.of(
                Map.of("name", "EXTRACTOR_REQUEST_BUCKET", "value", BUCKET),
                Map.of("name", "EXTRACTOR_REQUEST_ID", "value", paths.requestId()),
                Map.of("name", "EXTRACTOR_REQUEST_KEY", "value", paths.requestKey()));
        Map<String, Object> detail = Map.of(
                "jobName",
                paths.jobName(),
                "jobId",
                "rehearsal",
                "status",
                "SUCCEEDED",
                "container",
                Map.of("exitCode", 0, "environment", variables));
        return Map.of("detail-type", "Batch Job State Change", "detail", detail);
    }
}
