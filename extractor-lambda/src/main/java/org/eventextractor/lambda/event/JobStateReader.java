package org.eventextractor.lambda.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads <a href="https://docs.aws.amazon.com/batch/latest/userguide/batch_job_events.html">EventBridge's "Batch Job
 * State Change"</a>. The detail has the shape of a job as DescribeJobs shows it.
 */
public final class JobStateReader {

    private static final String JOB_STATE_CHANGE = "Batch Job State Change";
    private static final String SUCCEEDED = "SUCCEEDED";
    private static final String FAILED = "FAILED";

    private JobStateReader() {}

    /**
     * Reads what the function was called with.
     *
     * @return the job that ended; empty if the job goes on, or if it is a child of an array: its parent ends last
     * @throws UnreadableEventException if it is not an event of a Batch job
     */
    public static Optional<JobEnded> read(InputStream input) throws IOException {
        JsonNode event = EventTreeReader.read(input);
        if (!JOB_STATE_CHANGE.equals(event.path("detail-type").asText())) {
            throw new UnreadableEventException("not a \"" + JOB_STATE_CHANGE + "\" event: its detail-type is \""
                    + event.path("detail-type").asText() + "\"");
        }
        JsonNode detail = event.path("detail");
        String status = EventTreeReader.required(detail, "/status");
        boolean ended = status.equals(SUCCEEDED) || status.equals(FAILED);
        return ended && !isChild(detail) ? Optional.of(ended(detail, status)) : Optional.empty();
    }

    private static boolean isChild(JsonNode detail) {
        return detail.path("arrayProperties").has("index");
    }

    private static JobEnded ended(JsonNode detail, String status) {
        JsonNode container = detail.path("container");
        JsonNode lastAttempt = lastAttempt(detail);
        return new JobEnded(
                EventTreeReader.required(detail, "/jobName"),
                EventTreeReader.required(detail, "/jobId"),
                status.equals(SUCCEEDED),
                detail.path("statusReason").asText(""),
                container.path("reason").asText(lastAttempt.path("reason").asText("")),
                exitCode(container.path("exitCode"), lastAttempt.path("exitCode")),
                detail.path("isTerminated").asBoolean(false),
                variable(container, "EXTRACTOR_REQUEST_BUCKET"),
                variable(container, "EXTRACTOR_REQUEST_ID"),
                variable(container, "EXTRACTOR_REQUEST_KEY"));
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
