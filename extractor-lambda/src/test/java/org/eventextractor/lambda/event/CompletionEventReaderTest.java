package org.eventextractor.lambda.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eventextractor.core.workspace.RequestPaths;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionEventReaderTest {

    private static final String KEY = "study/a b+c/my_request.json";

    @Test
    void aFailedJobTellsItsRequestAndItsReasons() throws IOException {
        Map<String, Object> detail = JobEvents.detail("FAILED", "requests", "0f", KEY);
        detail.put("statusReason", "Essential container in task exited");
        detail.put(
                "attempts",
                List.of(
                        Map.of("container", Map.of("exitCode", 1)),
                        Map.of("container", Map.of("exitCode", 137, "reason", "OutOfMemoryError: killed"))));

        assertThat(read(JobEvents.of(detail)))
                .isEqualTo(new JobEnded(
                        "extract-0f",
                        "job-1",
                        false,
                        false,
                        "Essential container in task exited",
                        "OutOfMemoryError: killed",
                        137,
                        false,
                        "requests",
                        "0f",
                        KEY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUBMITTED", "PENDING", "RUNNABLE", "STARTING", "RUNNING"})
    void aJobThatGoesOnHasNotEnded(String status) throws IOException {
        assertThat(read(JobEvents.of(JobEvents.detail(status, "requests", "0f", KEY))))
                .isEqualTo(new JobGoesOn("extract-0f"));
    }

    @Test
    void aChildOfAnArrayIsLeftToItsParent() throws IOException {
        Map<String, Object> child = JobEvents.detail("FAILED", "requests", "0f", KEY);
        child.put("arrayProperties", Map.of("index", 0));
        Map<String, Object> parent = JobEvents.detail("FAILED", "requests", "0f", KEY);
        parent.put("arrayProperties", Map.of("size", 4, "statusSummary", Map.of("FAILED", 1, "SUCCEEDED", 3)));

        assertThat(read(JobEvents.of(child))).isInstanceOf(JobGoesOn.class);
        assertThat(((JobEnded) read(JobEvents.of(parent))).array()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"isTerminated", "isCancelled"})
    void aJobThatWasEndedByHandSaysSo(String flag) throws IOException {
        Map<String, Object> detail = JobEvents.detail("FAILED", "requests", "0f", KEY);
        detail.put(flag, true);

        assertThat(((JobEnded) read(JobEvents.of(detail))).terminated()).isTrue();
    }

    @Test
    void aJobThatBlocksItsQueueTellsItsRequestAndWhy() throws IOException {
        Map<String, Object> detail = JobEvents.detail("RUNNABLE", "requests", "0f", KEY);
        detail.put("statusReason", "CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY - no room");

        assertThat(read(JobEvents.blocked(detail)))
                .isEqualTo(new QueueBlocked(
                        "extract-0f",
                        "job-1",
                        "CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY - no room",
                        "requests",
                        "0f",
                        KEY));
    }

    @Test
    void theNoteOfAnEndTellsItsRequest() throws IOException {
        ObjectCreated note = new ObjectCreated("requests", "_extractor/0f/ended.json", "e", "v", "01", Instant.EPOCH);

        assertThat(read(Events.eventBridge(note))).isEqualTo(new RequestEnded("0f"));
    }

    @Test
    void aScheduleSaysThatASweepIsDue() throws IOException {
        assertThat(read(Map.of("detail-type", "Scheduled Event"))).isEqualTo(new SweepDue());
        assertThat(read(Map.of("source", "aws.events", "detail-type", "Scheduled Event", "detail", Map.of())))
                .isEqualTo(new SweepDue());
    }

    @Test
    void messagesOfTheCallbackQueueTellWhoseCallbackIsDueAndHowOftenTheyCame() throws IOException {
        String body = "{\"requestId\": \"0f\", \"requestKey\": \"" + KEY + "\"}";

        assertThat(read(JobEvents.callbacks(3, body)))
                .isEqualTo(new CallbacksDue(
                        List.of(new CallbackMessage("message-0", "receipt-0", 3, new RequestPaths(KEY, "0f"), null))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"garbage", "{}", "{\"requestId\": \"0f\"}", "{\"requestId\":\"0f\",\"requestKey\":\"a.txt\"}"})
    void aMessageThatCannotBeUnderstoodSaysSoAndSpoilsNoOther(String body) throws IOException {
        String good = "{\"requestId\": \"0f\", \"requestKey\": \"" + KEY + "\"}";

        List<CallbackMessage> messages = ((CallbacksDue) read(JobEvents.callbacks(1, body, good))).messages();

        assertThat(messages.get(0).request()).isNull();
        assertThat(messages.get(0).problem()).isNotBlank();
        assertThat(messages.get(1).problem()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "{}",
                "{\"detail-type\":\"Object Created\"}",
                "{\"detail-type\":\"Object Created\",\"detail\":{\"object\":{\"key\":\"a/my_request.json\"}}}",
                "{\"Records\":[]}",
                "{\"Records\":[{\"eventSource\":\"aws:s3\"}]}",
                "{\"Records\":[{\"eventSource\":\"aws:sqs\",\"body\":\"{}\"}]}",
                "{\"detail-type\":\"Batch Job Queue Blocked\",\"detail\":{}}",
                "{\"detail-type\":\"Batch Job State Change\"}",
                "{\"detail-type\":\"Batch Job State Change\",\"detail\":{\"status\":\"FAILED\"}}"
            })
    void whatIsNoEventOfOursIsRefusedWithAReason(String text) {
        assertThatThrownBy(() -> CompletionEventReader.read(Events.stream(text)))
                .isInstanceOf(UnreadableEventException.class)
                .message()
                .isNotBlank();
    }

    private static CompletionEvent read(Object event) throws IOException {
        return CompletionEventReader.read(Events.stream(event));
    }
}
