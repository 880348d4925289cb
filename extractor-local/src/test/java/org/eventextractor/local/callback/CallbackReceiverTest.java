package org.eventextractor.local.callback;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CallbackReceiverTest {
    private static final String BODY = "{\"totalEvents\": 3}";

    @Test
    void aSignedCallbackIsVerifiedAndKept() throws Exception {
        String secret = CallbackReceiver.newSecret();
        try (CallbackReceiver receiver = CallbackReceiver.start(0, secret)) {
            assertThat(post(receiver, secret)).isEqualTo(204);
            Delivery delivery =
                    receiver.await(any -> true, Duration.ofSeconds(5)).orElseThrow();
            assertThat(delivery.verified()).isTrue();
            assertThat(delivery.id()).isEqualTo("msg_1");
            assertThat(delivery.path()).isEqualTo("/results");
            assertThat(delivery.body()).isEqualTo(BODY);
        }
    }

    @Test
    void aCallbackSignedWithAnotherSecretIsRefusedAndKept() throws Exception {
        try (CallbackReceiver receiver = CallbackReceiver.start(0, CallbackReceiver.newSecret())) {
            assertThat(post(receiver, CallbackReceiver.newSecret())).isEqualTo(401);
            assertThat(receiver.deliveries()).singleElement().satisfies(delivery -> {
                assertThat(delivery.verified()).isFalse();
                assertThat(delivery.problem()).isNotEmpty();
            });
        }
    }

    @Test
    void waitingEndsWhenNothingComes() throws Exception {
        try (CallbackReceiver receiver = CallbackReceiver.start(0, CallbackReceiver.newSecret())) {
            assertThat(receiver.await(any -> true, Duration.ofMillis(50))).isEmpty();
        }
    }

    private static int post(CallbackReceiver receiver, String secret) throws Exception {
        long now = Instant.now().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(receiver.url("results"))
                .header("webhook-id", "msg_1")
                .header("webhook-timestamp", String.valueOf(now))
                .header("webhook-signature", new Webhook(secret).sign("msg_1", now, BODY))
                .POST(BodyPublishers.ofString(BODY))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
