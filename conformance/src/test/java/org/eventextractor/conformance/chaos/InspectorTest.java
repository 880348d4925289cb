package org.eventextractor.conformance.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.lifecycle.StateReason;
import org.eventextractor.core.lifecycle.StatusCodec;
import org.eventextractor.core.request.Fault;
import org.eventextractor.core.storage.FolderObjectStore;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.WriteCondition;
import org.eventextractor.core.workspace.RequestPaths;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A look that would miss what it looks for proves nothing: each breach is made, and found. */
class InspectorTest {

    private static final Study STUDY = Study.of(5);
    private static final String REQUEST_ID = "0123456789abcdef0123456789abcdef";
    private static final String JOB_ID = "job-1";
    private static final String FOLDER = "round-00001/event_data_subset_" + JOB_ID + "/";
    private static final String DATA = FOLDER + "nudged/part-00000.parquet";
    private static final String EMPTY_MANIFEST = """
            {"schemaVersion": "1.0", "jobId": "job-1", "requestId": "%s", "files": [], "sources": [],
             "sourceDigest": "", "schemas": [], "privacy": {"userIdMode": "asIs", "droppedColumns": []},
             "provenance": {"software": {}, "requestSha256": "", "parameters": {}}}
            """.formatted(REQUEST_ID);

    @TempDir
    Path folder;

    private ObjectStore requests;
    private Receiver receiver;
    private Inspector inspector;

    @BeforeEach
    void open() {
        requests = new FolderObjectStore(folder.resolve("requests"));
        receiver = new Receiver(key -> {}, new Tally());
        inspector = Inspector.of(requests, STUDY, receiver, path -> Set.of(), folder.resolve("downloads"));
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void aRequestThatEndedAsItMustIsWell() {
        ended(RequestState.REJECTED);
        assertThat(breaches(round(Round.Kind.INVALID, false, null))).isEmpty();
    }

    @Test
    void aCancelledRequestWhoseDataIsMarkedIsWell() {
        ended(RequestState.CANCELLED);
        write(DATA, "rows");
        write(FOLDER + "incomplete.json", "{}");
        assertThat(breaches(round(Round.Kind.EXTRACT, false, Duration.ZERO))).isEmpty();
    }

    @Test
    void aRequestWithoutAStatusIsFound() {
        assertFound(extract(), "no status");
    }

    @Test
    void aStateThatWasNotAskedForIsFound() {
        ended(RequestState.CANCELLED);
        assertFound(extract(), "does not fit");
    }

    @Test
    void aFailureIsFound() {
        ended(RequestState.FAILED);
        assertFound(extract(), "does not fit");
    }

    @Test
    void aRequestThatIsStillOpenIsFound() {
        ended(RequestState.REJECTED);
        write(new RequestPaths("round-00001/my_request.json", REQUEST_ID).open(), "{}");
        assertFound(round(Round.Kind.INVALID, false, null), "listed as open");
    }

    @Test
    void dataThatIsNeitherListedNorMarkedIsFound() {
        ended(RequestState.CANCELLED);
        write(DATA, "rows");
        assertFound(round(Round.Kind.EXTRACT, false, Duration.ZERO), "no word that it is incomplete");
    }

    @Test
    void aCompletedRequestWithoutADataSetIsFound() {
        ended(RequestState.COMPLETED);
        assertFound(extract(), "0 data sets");
    }

    @Test
    void twoDataSetsAreFound() {
        ended(RequestState.COMPLETED);
        write(FOLDER + "manifest.json", EMPTY_MANIFEST);
        write("round-00001/event_data_subset_job-2/manifest.json", EMPTY_MANIFEST);
        assertFound(extract(), "2 data sets");
    }

    @Test
    void rowsThatAreMissingAreFound() {
        ended(RequestState.COMPLETED);
        write(FOLDER + "manifest.json", EMPTY_MANIFEST);
        assertFound(extract(), "wrong rows");
    }

    @Test
    void aCallbackThatDidNotComeIsFound() {
        ended(RequestState.CANCELLED);
        write(new RequestPaths("round-00001/my_request.json", REQUEST_ID).acceptedRequest(), "{}");
        assertFound(round(Round.Kind.EXTRACT, true, Duration.ZERO), "no callback came");
    }

    @Test
    void aCallbackOfADataSetIsOwedEvenIfTheRequestsFrozenFormIsGone() {
        ended(RequestState.COMPLETED);
        write(FOLDER + "manifest.json", EMPTY_MANIFEST);
        assertFound(round(Round.Kind.EXTRACT, true, null), "no callback came");
    }

    @Test
    void whoeverWasCancelledBeforeItWasAcceptedIsOwedNoCallback() {
        ended(RequestState.CANCELLED);
        assertThat(breaches(round(Round.Kind.EXTRACT, true, Duration.ZERO))).isEmpty();
    }

    @Test
    void anEndThatAnotherEndFollowedIsFound() {
        ended(RequestState.CANCELLED);
        Round round = round(Round.Kind.EXTRACT, false, Duration.ZERO);
        assertThat(inspector.breaches(round, Optional.of(status(RequestState.COMPLETED))))
                .anyMatch(found -> found.contains("has changed from completed"));
    }

    @Test
    void whatMayStillBeToldOfAnEndDoesNotChangeIt() {
        ended(RequestState.CANCELLED);
        Round round = round(Round.Kind.EXTRACT, false, Duration.ZERO);
        RequestStatus first =
                status(RequestState.CANCELLED).withWarnings(List.of(new Fault("", "late", "It is late.", "Wait.")));
        assertThat(inspector.breaches(round, Optional.of(first))).isEmpty();
    }

    private void assertFound(Round round, String breach) {
        assertThat(breaches(round)).anyMatch(found -> found.contains(breach));
    }

    private List<String> breaches(Round round) {
        return inspector.breaches(round, inspector.status(round));
    }

    private void ended(RequestState state) {
        String status = new String(StatusCodec.write(status(state)), StandardCharsets.UTF_8);
        write("round-00001/my_request.status.json", status);
    }

    private static RequestStatus status(RequestState state) {
        return RequestStatus.received(REQUEST_ID, Instant.EPOCH)
                .withJob(JOB_ID, 1)
                .withState(state, new StateReason("because", "It is so."));
    }

    private void write(String key, String text) {
        requests.write(key, text.getBytes(StandardCharsets.UTF_8), "application/json", WriteCondition.always());
    }

    private static Round extract() {
        return round(Round.Kind.EXTRACT, false, null);
    }

    private static Round round(Round.Kind kind, boolean callsBack, @Nullable Duration cancelAfter) {
        return new Round(
                1, kind, STUDY.spec().types(), STUDY.spec().range(), callsBack, 0, 1, 1, null, cancelAfter, List.of());
    }
}
