package org.eventextractor.lambda.batch;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.batch.BatchClient;

/** Opens the queues of AWS Batch, over one client, which is made when the first queue is opened. Thread-safe. */
public final class JobQueues implements AutoCloseable {

    private final Supplier<BatchClient> maker;

    private @Nullable BatchClient client;

    private JobQueues(Supplier<BatchClient> maker) {
        this.maker = maker;
    }

    /** @param client as {@link BatchClients} makes it; closed with this */
    public JobQueues(BatchClient client) {
        this(() -> client);
        this.client = client;
    }

    /**
     * The queues that an environment leads to.
     *
     * @param environment as {@link BatchClients#create(Map)} reads it
     */
    public static JobQueues of(Map<String, String> environment) {
        return new JobQueues(() -> BatchClients.create(environment));
    }

    /**
     * The queues of a deployment.
     *
     * @param names where jobs are put
     * @param definition of its jobs: name, name and revision, or ARN
     */
    public JobSubmitter open(QueueNames names, String definition) {
        return new AwsBatchJobs(client(), names, definition);
    }

    /**
     * The jobs of a deployment, for whoever submits none.
     *
     * @param names where jobs are put
     */
    public JobLookup lookUp(QueueNames names) {
        return new AwsJobLookup(client(), names);
    }

    /** The array jobs of whatever queue. */
    public ArrayJobs arrays() {
        return new AwsArrayJobs(client());
    }

    /** Ends the connections; what was opened here cannot be used any more. */
    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
            client = null;
        }
    }

    private synchronized BatchClient client() {
        if (client == null) {
            client = maker.get();
        }
        return client;
    }
}
