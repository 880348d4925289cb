package org.eventextractor.lambda.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads EventBridge's <a href="https://docs.aws.amazon.com/batch/latest/userguide/batch_job_events.html">"Batch Job
 * State Change"</a> and <a href="https://docs.aws.amazon.com/batch/latest/userguide/batch-job-queue-blocked-events.html">
 * "Batch Job Queue Blocked"</a>. The detail of both has the shape of a job as DescribeJobs shows it.
 */
final class JobEventReader {

    private static final String SUCCEEDED = "SUCCEEDED";
    private static final String FAILED = "FAILED";

    private JobEventReader() {}

    /**
     * A job's new state.
     *
     * @throws UnreadableEventException if the detail is not of a job
     */
    static CompletionEvent stateChange(JsonNode detail) {
        String status = EventTreeReader.required(detail, "/status");
        boolean ended = status.equals(SUCCEEDED) || status.equals(FAILED);
        boolean child = detail.path("arrayProperties").has("index");
        return ended && !child
                ? ended(detail, status)
                : new JobGoesOn(detail.path("jobName").asText());
    }

    /**
     * A job that holds up its queue.
     *
     * @throws UnreadableEventException if the detail is not of a job
     */
    static QueueBlocked queueBlocked(JsonNode detail) {
        JsonNode container = detail.path("container");
        return new QueueBlocked(
                EventTreeReader.required(detail, "/jobName"),
                EventTreeReader.required(detail, "/jobId"),
                detail.path("statusReason").asText(""),
                variable(container, "EXTRACTOR_REQUEST_BUCKET"),
                variable(container, "EXTRACTOR_REQUEST_ID"),
                variable(container, "EXTRACTOR_REQUEST_KEY"));
    }

    private static JobEnded ended(JsonNode detail, String status) {
        JsonNode container = detail.path("container");
        JsonNode lastAttempt = lastAttempt(detail);
        return new JobEnded(
                EventTreeReader.required(detail, "/jobName"),
                EventTreeReader.required(detail, "/jobId"),
                detail.path("arrayProperties").has("size"),
                status.equals(SUCCEEDED),
                detail.path("statusReason").asText(""),
                container.path("reason").asText(lastAttempt.path("reason").asText("")),
                exitCode(container.path("exitCode"), lastAttempt.path("exitCode")),
                isEndedByHand(detail),
                variable(container, "EXTRACTOR_REQUEST_BUCKET"),
                variable(container, "EXTRACTOR_REQUEST_ID"),
                variable(container, "EXTRACTOR_REQUEST_KEY"));
    }

    private static boolean isEndedByHand(JsonNode detail) {
        return detail.path("isTerminated").asBoolean()
                || detail.path("isCancelled").asBoolean();
    }

    private static JsonNode lastAttempt(JsonNode detail) {
        JsonNode attempts = detail.path("attempts");
        return attempts.path(attempts.size() - 1).path("container");
    }

    private static @Nullable Integer exitCode(JsonNode ofJob, JsonNode ofLastAttempt) {
        JsonNode code = ofJob.isInt() ? ofJob : ofLastAttempt;
        return code.isInt() ? code.intValue() : null;
    }

    private static @Nullable String variable(JsonNode container, String name) {
        return StreamSupport.stream(container.path("environment").spliterator(), false)
                .filter(variable -> name.equals(variable.path("name").asText()))
                .map(variable -> variable.path("value").asText())
                .findFirst()
                .orElse(null);
    }
}
