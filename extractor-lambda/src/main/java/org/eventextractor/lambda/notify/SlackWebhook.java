package org.eventextractor.lambda.notify;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.eventextractor.core.callback.JsonPoster;
import org.eventextractor.core.json.Json;

/**
 * An <a href="https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks">incoming webhook</a> of Slack,
 * or of what understands the same. Whoever knows its URL may post there, so the URL is shown nowhere.
 *
 * <p>Thread-safe.
 */
final class SlackWebhook implements NotificationChannel {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final JsonPoster poster;
    private final URI url;
    private final Duration limit;

    SlackWebhook(JsonPoster poster, URI url) {
        this(poster, url, LIMIT);
    }

    /** @param limit the most time that one call may take */
    SlackWebhook(JsonPoster poster, URI url, Duration limit) {
        this.poster = poster;
        this.url = url;
        this.limit = limit;
    }

    @Override
    public String name() {
        return "Slack";
    }

    @Override
    public void send(Notice notice) {
        int status = post(Json.write(Map.of("text", escaped(notice.subject() + "\n" + notice.text()))));
        if (status < 200 || status > 299) {
            throw new NotificationException("the webhook answered " + status, null);
        }
    }

    /** What went wrong is told by its kind alone: its message may show the URL. */
    private int post(byte[] json) {
        try {
            return poster.post(url, json, limit);
        } catch (IOException | RuntimeException e) {
            throw new NotificationException(
                    "the webhook did not answer: " + e.getClass().getSimpleName(), null);
        }
    }

    /** The three <a href="https://docs.slack.dev/messaging/formatting-message-text#escaping">control characters</a>. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
