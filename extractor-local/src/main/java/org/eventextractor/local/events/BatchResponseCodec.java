package org.eventextractor.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.eventextractor.core.json.Json;

/**
 * Reads what a function answers to a batch of messages, as an event source mapping with {@code ReportBatchItemFailures}
 * does: an answer that names no failures is one of success, and one that cannot be understood fails the whole batch.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Partial batch
 *     responses</a>
 */
final class BatchResponseCodec {
    private static final String FAILURES = "batchItemFailures";
    private static final String ID = "itemIdentifier";

    private BatchResponseCodec() {}

    /**
     * The messages that failed.
     *
     * @param answer of the function
     * @param batch the ids of all messages it was called with
     */
    static Set<String> failures(byte[] answer, Set<String> batch) {
        try {
            JsonNode response = answer.length == 0
                    ? MissingNode.getInstance()
                    : Json.mapper().readTree(answer);
            Set<String> failed = new HashSet<>();
            response.path(FAILURES)
                    .forEach(failure -> failed.add(failure.path(ID).asText("")));
            return batch.containsAll(failed) ? failed : batch;
        } catch (IOException e) {
            return batch;
        }
    }
}
