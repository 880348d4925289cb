package org.eventextractor.core.callback;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Signs messages as <a href="https://github.com/standard-webhooks/standard-webhooks">Standard Webhooks</a> has it, with
 * every secret it is given: during a key change the receiver may know either.
 */
final class WebhookSigner {

    private final List<Webhook> keys;

    /**
     * @param secrets {@code whsec_} and base64, the newest first; empty for unsigned messages
     * @throws IllegalArgumentException if a secret is not of that form; the message does not show it
     */
    WebhookSigner(List<String> secrets) {
        this.keys = secrets.stream().map(WebhookSigner::key).toList();
    }

    boolean signs() {
        return !keys.isEmpty();
    }

    /** The value of the header {@code webhook-signature}; empty where there is no secret. */
    Optional<String> signature(String webhookId, Instant timestamp, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return keys.stream()
                .map(key -> sign(key, webhookId, timestamp, text))
                .reduce((newer, older) -> newer + " " + older);
    }

    /**
     * The secret itself.
     *
     * @throws IllegalArgumentException as the constructor does
     */
    static String checked(String secret) {
        key(secret);
        return secret;
    }

    private static Webhook key(String secret) {
        try {
            return new Webhook(secret);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a callback secret must be whsec_ and base64", e);
        }
    }

    private static String sign(Webhook key, String webhookId, Instant timestamp, String body) {
        try {
            return key.sign(webhookId, timestamp.getEpochSecond(), body);
        } catch (WebhookSigningException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }
}
