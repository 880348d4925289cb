package org.eventextractor.local.queue;

import java.util.Map;

/**
 * A message as it was received.
 *
 * @param messageId the same over all its deliveries
 * @param receiptHandle of this delivery
 * @param body its text
 * @param md5OfBody in hexadecimal digits
 * @param attributes the system's, such as {@code ApproximateReceiveCount}
 */
public record QueueMessage(
        String messageId, String receiptHandle, String body, String md5OfBody, Map<String, String> attributes) {
    public QueueMessage {
        attributes = Map.copyOf(attributes);
    }
}
