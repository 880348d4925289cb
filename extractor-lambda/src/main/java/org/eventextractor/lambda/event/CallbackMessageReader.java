package org.eventextractor.lambda.event;

import com.fasterxml.jackson.databind.JsonNode;
import org.eventextractor.core.workspace.RequestPaths;

/** Reads the messages of the callback queue: {@code {"requestId": …, "requestKey": …}}. */
final class CallbackMessageReader {

    private CallbackMessageReader() {}

    /**
     * Reads one record of <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Lambda's event of an SQS
     * queue</a>.
     *
     * @throws UnreadableEventException if it does not say which message it is: none of the records can be answered then.
     *     A body that cannot be understood is told in {@link CallbackMessage#problem} instead
     */
    static CallbackMessage read(JsonNode record) {
        String id = EventTreeReader.required(record, "/messageId");
        String receipt = EventTreeReader.required(record, "/receiptHandle");
        int receipts =
                Math.max(1, record.at("/attributes/ApproximateReceiveCount").asInt(1));
        try {
            return new CallbackMessage(id, receipt, receipts, request(EventTreeReader.required(record, "/body")), null);
        } catch (UnreadableEventException | IllegalArgumentException e) {
            return new CallbackMessage(id, receipt, receipts, null, e.getMessage());
        }
    }

    private static RequestPaths request(String body) {
        JsonNode message = EventTreeReader.read(body);
        return new RequestPaths(
                EventTreeReader.required(message, "/requestKey"), EventTreeReader.required(message, "/requestId"));
    }
}
