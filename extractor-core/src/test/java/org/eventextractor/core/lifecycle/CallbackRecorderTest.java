package org.eventextractor.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eventextractor.core.callback.CallbackAttempt;
import org.eventextractor.core.callback.CallbackPolicy;
import org.eventextractor.core.callback.CallbackSender;
import org.eventextractor.core.callback.Receiver;
import org.eventextractor.core.request.AcceptedRequest;
import org.eventextractor.core.request.ErrorPolicy;
import org.eventextractor.core.request.ExtractRequest;
import org.eventextractor.core.request.OutputOptions;
import org.eventextractor.core.request.TimeRange;
import org.eventextractor.core.request.UserSelection;
import org.eventextractor.core.storage.MemoryObjectStore;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.core.workspace.RequestPaths;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallbackRecorderTest {

    private static final RequestPaths PATHS = new RequestPaths("a/my_request.json", "0f");

    private final MemoryObjectStore bucket = new MemoryObjectStore("requests");
    private final StatusStore status = new StatusStore(bucket, PATHS, Clock.systemUTC());
    private final Receiver receiver = Receiver.answering(200);
    private final CallbackSender sender = new CallbackSender(
            new CallbackPolicy(List.of(), List.of(443), List.of(receiver.url())), List.of(), Clock.systemUTC());
    private final CallbackRecorder recorder = new CallbackRecorder(sender, status);

    @AfterEach
    void close() {
        sender.close();
        receiver.close();
    }

    @Test
    void attemptsAreCountedOverAllWhoMadeSome() {
        status.create();
        status.update(current -> current.withCallbackAttempt(
                new CallbackAttempt(1, Instant.EPOCH, false, 500, "the receiver answered 500", true)));

        assertThat(attempt().number()).isEqualTo(2);
        assertThat(status.read().orElseThrow().callbackDelivery()).hasSize(2);
    }

    @Test
    void anAttemptIsNoReasonForAStatusThatWasRemovedToBeginAnew() {
        assertThat(attempt().delivered()).isTrue();
        assertThat(bucket.keys()).isEmpty();
    }

    private CallbackAttempt attempt() {
        return recorder.attempt(receiver.url(), accepted(), new byte[] {1});
    }

    private static AcceptedRequest accepted() {
        ExtractRequest request = new ExtractRequest(
                StorageUri.s3("events", "prod"),
                List.of("started_session"),
                new TimeRange(Instant.EPOCH, Instant.EPOCH.plusSeconds(1)),
                UserSelection.everyone(),
                null,
                List.of(),
                "",
                "",
                "",
                false,
                new OutputOptions(OutputOptions.Compression.ZSTD, List.of()),
                new ErrorPolicy(ErrorPolicy.OnPartitionError.CONTINUE, 100),
                null);
        return new AcceptedRequest(PATHS.requestId(), PATHS.requestKey(), "00", Instant.EPOCH, request, List.of());
    }
}
