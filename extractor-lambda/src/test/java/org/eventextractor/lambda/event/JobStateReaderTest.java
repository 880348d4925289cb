package org.eventextractor.lambda.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobStateReaderTest {

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

        JobEnded job = JobStateReader.read(Events.stream(JobEvents.of(detail))).orElseThrow();

        assertThat(job)
                .isEqualTo(new JobEnded(
                        "extract-0f",
                        "job-1",
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
        assertThat(JobStateReader.read(Events.stream(JobEvents.of(JobEvents.detail(status, "requests", "0f", KEY)))))
                .isEmpty();
    }

    @Test
    void aChildOfAnArrayIsLeftToItsParent() throws IOException {
        Map<String, Object> child = JobEvents.detail("FAILED", "requests", "0f", KEY);
        child.put("arrayProperties", Map.of("index", 0));
        Map<String, Object> parent = JobEvents.detail("FAILED", "requests", "0f", KEY);
        parent.put("arrayProperties", Map.of("size", 4, "statusSummary", Map.of("FAILED", 1, "SUCCEEDED", 3)));

        assertThat(JobStateReader.read(Events.stream(JobEvents.of(child)))).isEmpty();
        assertThat(JobStateReader.read(Events.stream(JobEvents.of(parent)))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "{}",
                "{\"detail-type\":\"Object Created\"}",
                "{\"detail-type\":\"Batch Job State Change\"}",
                "{\"detail-type\":\"Batch Job State Change\",\"detail\":{\"status\":\"FAILED\"}}"
            })
    void whatIsNoEventOfAJobIsRefusedWithAReason(String text) {
        assertThatThrownBy(() -> JobStateReader.read(Events.stream(text)))
                .isInstanceOf(UnreadableEventException.class)
                .message()
                .isNotBlank();
    }
}
