package org.eventextractor.lambda.batch;

import java.util.Map;
import software.amazon.awssdk.services.batch.BatchClient;

/** Opens the queues of AWS Batch, over one client. Thread-safe. */
public final class JobQueues implements AutoCloseable {

    private final BatchClient client;

    /** @param client as {@link BatchClients} makes it; closed with this */
    public JobQueues(BatchClient client) {
        this.client = client;
    }

    /**
     * The queues that an environment leads to.
     *
     * @param environment as {@link BatchClients#create(Map)} reads it
     */
    public static JobQueues of(Map<String, String> environment) {
        return new JobQueues(BatchClients.create(environment));
    }

    /**
     * The queues of a deployment.
     *
     * @param names where jobs are put
     * @param definition of its jobs: name, name and revision, or ARN
     */
    public JobSubmitter open(QueueNames names, String definition) {
        return new AwsBatchJobs(client, names, definition);
    }

    @Override
    public void close() {
        client.close();
    }
}
