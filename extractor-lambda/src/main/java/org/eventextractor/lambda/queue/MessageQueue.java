package org.eventextractor.lambda.queue;

import java.time.Duration;

/**
 * A queue whose messages come at least once, and come again until they are done. Safe for use by many threads.
 *
 * <p>Every method throws {@link MessageQueueException}. Implementations retry what may heal, within bounds of their own,
 * so callers must not.
 */
public interface MessageQueue {

    /**
     * Puts a message into the queue. When it throws, the message may be there all the same.
     *
     * @param body text, up to 256 KiB
     */
    void send(String body);

    /**
     * Lets a received message come again after a while, unless it is done before.
     *
     * @param receiptHandle names the receipt of the message
     * @param pause 0 to 12 hours from the receipt, in whole seconds
     */
    void postpone(String receiptHandle, Duration pause);
}
