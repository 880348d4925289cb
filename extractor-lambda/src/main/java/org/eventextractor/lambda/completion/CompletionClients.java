package org.eventextractor.lambda.completion;

import java.util.Map;
import org.eventextractor.core.storage.ObjectStores;
import org.eventextractor.lambda.batch.JobQueues;
import org.eventextractor.lambda.notify.Notifiers;
import org.eventextractor.lambda.queue.MessageQueues;

/**
 * What leads out of the function. Each makes its client when it is first needed: most calls need S3 alone, and a cold
 * start pays for nothing else.
 *
 * @param stores of S3
 * @param jobs of Batch
 * @param queues of SQS
 * @param notifiers of SNS and webhooks
 */
record CompletionClients(ObjectStores stores, JobQueues jobs, MessageQueues queues, Notifiers notifiers) {

    private static final int MAX_CONNECTIONS = 4;

    /** All that an environment leads to. */
    static CompletionClients of(Map<String, String> environment) {
        return of(environment, new ObjectStores(environment, MAX_CONNECTIONS));
    }

    /** As the other, with stores of the caller's. */
    static CompletionClients of(Map<String, String> environment, ObjectStores stores) {
        return new CompletionClients(
                stores, JobQueues.of(environment), new MessageQueues(environment), new Notifiers(environment));
    }
}
