package org.eventextractor.local.platform;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eventextractor.local.queue.QueueDefinition;
import org.eventextractor.local.queue.QueueEndpoint;
import org.jspecify.annotations.Nullable;

/** The queues, started beside everything else: their actor system takes as long as S3. Thread-safe. */
final class StartingQueues implements AutoCloseable {
    private final CompletableFuture<QueueEndpoint> endpoint;

    StartingQueues(int port, List<QueueDefinition> queues) {
        this.endpoint = CompletableFuture.supplyAsync(() -> QueueEndpoint.start(port, queues));
    }

    /**
     * Waits until they are there.
     *
     * @throws java.io.UncheckedIOException if the port cannot be had
     */
    QueueEndpoint await() {
        try {
            return endpoint.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Stops them, once they are there; nothing happens if they could not be started. */
    @Override
    public void close() {
        endpoint.handle((queues, failure) -> queues)
                .thenAccept(StartingQueues::stop)
                .join();
    }

    private static void stop(@Nullable QueueEndpoint queues) {
        if (queues != null) {
            queues.close();
        }
    }
}
