package org.eventextractor.lambda.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.StreamSupport;
import org.eventextractor.core.workspace.RequestPaths;

/**
 * Reads what the completion function is called with: EventBridge's events of Batch, which {@link JobEventReader} knows,
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html">"Object Created"</a> of a note that a
 * request has ended, {@code {"detail-type": "Scheduled Event"}}, whether a schedule's own or the input that a schedule
 * was given, and messages of the callback queue.
 */
public final class CompletionEventReader {

    private static final String JOB_STATE_CHANGE = "Batch Job State Change";
    private static final String QUEUE_BLOCKED = "Batch Job Queue Blocked";
    private static final String OBJECT_CREATED = "Object Created";
    private static final String SCHEDULED = "Scheduled Event";
    private static final String SQS = "aws:sqs";

    private CompletionEventReader() {}

    /**
     * Reads it.
     *
     * @throws UnreadableEventException if it is none of these kinds
     */
    public static CompletionEvent read(InputStream input) throws IOException {
        JsonNode event = EventTreeReader.read(input);
        JsonNode records = event.path("Records");
        if (SQS.equals(records.path(0).path("eventSource").asText())) {
            return new CallbacksDue(StreamSupport.stream(records.spliterator(), false)
                    .map(CallbackMessageReader::read)
                    .toList());
        }
        String type = event.path("detail-type").asText();
        return switch (type) {
            case JOB_STATE_CHANGE -> JobEventReader.stateChange(event.path("detail"));
            case QUEUE_BLOCKED -> JobEventReader.queueBlocked(event.path("detail"));
            case OBJECT_CREATED -> requestEnded(EventTreeReader.required(event, "/detail/object/key"));
            case SCHEDULED -> new SweepDue();
            default ->
                throw new UnreadableEventException(
                        "neither an event of a Batch job, nor of a note, nor of a schedule, nor messages of a queue:"
                                + " its detail-type is \"" + type + "\"");
        };
    }

    private static RequestEnded requestEnded(String key) {
        return RequestPaths.endedRequest(key)
                .map(RequestEnded::new)
                .orElseThrow(
                        () -> new UnreadableEventException("the object is no note that a request has ended: " + key));
    }
}
