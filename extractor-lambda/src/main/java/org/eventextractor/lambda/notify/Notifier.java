package org.eventextractor.lambda.notify;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people by every channel of a deployment.
 *
 * <p>Thread-safe.
 *
 * @param channels none where nobody wants to be told
 */
public record Notifier(List<NotificationChannel> channels) {

    private static final Logger log = LoggerFactory.getLogger(Notifier.class);

    public Notifier {
        channels = List.copyOf(channels);
    }

    /** Tries every channel once. Never throws: what people hear of an extract changes nothing of it. */
    public void tell(Notice notice) {
        channels.forEach(channel -> tell(channel, notice));
    }

    private static void tell(NotificationChannel channel, Notice notice) {
        try {
            channel.send(notice);
        } catch (RuntimeException e) {
            // an alarm looks for these words
            log.error("the notification was not sent to {}: {}", channel.name(), notice.subject(), e);
        }
    }
}
