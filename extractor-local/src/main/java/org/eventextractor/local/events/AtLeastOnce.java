package org.eventextractor.local.events;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.eventextractor.local.queue.EventQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts events on a queue as AWS promises to: at least once, and in no order. Thread-safe.
 *
 * @param queue takes the events
 * @param times how often each is put there, at least 1
 * @param spread each copy can be received after a random time up to this; whole seconds
 */
public record AtLeastOnce(EventQueue queue, int times, Duration spread) implements Consumer<byte[]> {
    private static final Logger log = LoggerFactory.getLogger(AtLeastOnce.class);

    @Override
    public void accept(byte[] event) {
        try {
            for (int i = 0; i < times; i++) {
                long delay = ThreadLocalRandom.current().nextLong(spread.toSeconds() + 1);
                queue.send(event, Duration.ofSeconds(delay));
            }
        } catch (RuntimeException e) {
            log.error("an event was lost: the queue {} does not take it", queue.arn(), e);
        }
    }
}
