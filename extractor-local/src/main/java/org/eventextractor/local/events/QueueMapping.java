package org.eventextractor.local.events;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eventextractor.local.queue.EventQueue;
import org.eventextractor.local.queue.QueueMessage;
import org.eventextractor.local.wire.AwsJsonCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lambda's event source mapping: polls a queue, calls a function with what comes, and deletes what succeeded. What
 * failed comes again when it is visible again. Thread-safe; owns its threads.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda with Amazon SQS</a>
 */
public final class QueueMapping implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(QueueMapping.class);
    private static final int PAUSE_MILLIS = 500;
    private static final int CLOSE_SECONDS = 30;

    private final EventQueue queue;
    private final Invocable function;
    private final int batchSize;
    private final ExecutorService threads;
    private volatile boolean stopped;

    private QueueMapping(EventQueue queue, Invocable function, int batchSize, int concurrency) {
        this.queue = queue;
        this.function = function;
        this.batchSize = batchSize;
        this.threads = Executors.newFixedThreadPool(concurrency, task -> new Thread(task, "lambda-" + function.name()));
    }

    /**
     * Starts polling.
     *
     * @param queue closed with this
     * @param function reports failed messages in its answer
     * @param batchSize the most messages a call, 1 to 10
     * @param concurrency the most calls at once
     */
    public static QueueMapping start(EventQueue queue, Invocable function, int batchSize, int concurrency) {
        QueueMapping mapping = new QueueMapping(queue, function, batchSize, concurrency);
        for (int i = 0; i < concurrency; i++) {
            mapping.threads.execute(mapping::poll);
        }
        return mapping;
    }

    /** Ends the polls, and waits a while for the calls under way. */
    @Override
    public void close() {
        stopped = true;
        queue.stopPolling();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        } finally {
            queue.close();
        }
    }

    private void poll() {
        while (!stopped) {
            try {
                deliver(queue.poll(batchSize));
            } catch (RuntimeException e) {
                pauseAfter(e);
            }
        }
    }

    private void deliver(List<QueueMessage> messages) {
        if (messages.isEmpty()) {
            return;
        }
        Set<String> failed = failures(messages);
        messages.stream()
                .filter(message -> !failed.contains(message.messageId()))
                .forEach(this::delete);
    }

    /** A call that took longer than its message stays invisible has lost it: it comes again, as it does with Lambda. */
    private void delete(QueueMessage message) {
        try {
            queue.delete(message);
        } catch (RuntimeException e) {
            log.info("message {} could not be deleted and comes again", message.messageId(), e);
        }
    }

    private Set<String> failures(List<QueueMessage> messages) {
        Set<String> batch = messages.stream().map(QueueMessage::messageId).collect(Collectors.toSet());
        byte[] event = AwsJsonCodec.write(SqsEventWire.of(messages, queue.arn()).document());
        try {
            byte[] answer = function.invoke(event, UUID.randomUUID().toString());
            return BatchResponseCodec.failures(answer, batch);
        } catch (Exception e) {
            // It comes again, and is a dead letter if that does not heal it.
            log.info("{} failed", function.name(), e);
            return batch;
        }
    }

    private void pauseAfter(RuntimeException e) {
        if (stopped) {
            return;
        }
        log.warn("the queue {} cannot be polled", queue.arn(), e);
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }
}
