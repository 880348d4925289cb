package org.eventextractor.lambda.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eventextractor.core.callback.JsonPoster;
import org.eventextractor.core.callback.Receiver;
import org.eventextractor.core.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(60)
class NotifierTest {

    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:extracts";
    private static final Notice NOTICE =
            new Notice("Extract completed: Zoë/my_request.json", "State: completed\nReason: 2 < 3 & all is well");

    @Test
    void aTopicIsPublishedToWithASubjectThatMailCanCarry() {
        try (Receiver sns = snsAnswering(200);
                Notifiers notifiers = new Notifiers(environment(sns))) {
            notifiers.open(Optional.of(TOPIC), List.of()).tell(NOTICE);

            Receiver.Delivery published = sns.deliveries().get(0);
            assertThat(published.header("authorization")).startsWith("AWS4-HMAC-SHA256 ");
            assertThat(form(published.body()))
                    .containsEntry("Action", "Publish")
                    .containsEntry("TopicArn", TOPIC)
                    .containsEntry("Subject", "Extract completed: Zo?/my_request.json")
                    .containsEntry("Message", NOTICE.text());
        }
    }

    @Test
    void aLongSubjectIsCut() {
        try (Receiver sns = snsAnswering(200);
                Notifiers notifiers = new Notifiers(environment(sns))) {
            notifiers.open(Optional.of(TOPIC), List.of()).tell(new Notice("x".repeat(200) + "\n", "text"));

            assertThat(form(sns.deliveries().get(0).body()).get("Subject"))
                    .hasSize(100)
                    .endsWith("...");
        }
    }

    @Test
    void aWebhookIsPostedTextWhoseControlCharactersAreEscaped() {
        try (Receiver slack = Receiver.answering(200);
                Notifiers notifiers = new Notifiers(Map.of())) {
            notifiers.open(Optional.empty(), List.of(slack.url())).tell(NOTICE);

            Receiver.Delivery posted = slack.deliveries().get(0);
            assertThat(posted.header("content-type")).startsWith("application/json");
            Map<?, ?> json = Json.read(posted.body().getBytes(StandardCharsets.UTF_8), Map.class);
            assertThat(json.keySet()).hasToString("[text]");
            assertThat(json.get("text"))
                    .isEqualTo("Extract completed: Zoë/my_request.json\nState: completed\n"
                            + "Reason: 2 &lt; 3 &amp; all is well");
        }
    }

    @Test
    void aChannelThatFailsKeepsNoOtherFromBeingTried() {
        try (Receiver sns = snsAnswering(403);
                Receiver slack = Receiver.answering(200);
                Notifiers notifiers = new Notifiers(environment(sns))) {
            List<String> logged = logged(() ->
                    notifiers.open(Optional.of(TOPIC), List.of(slack.url())).tell(NOTICE));

            assertThat(slack.deliveries()).hasSize(1);
            assertThat(logged)
                    .singleElement()
                    .satisfies(line -> assertThat(line).startsWith("the notification was not sent to " + TOPIC));
        }
    }

    @Test
    void aWebhookThatFailsIsLoggedWithoutItsUrl() {
        try (Receiver slack = Receiver.answering(404);
                Notifiers notifiers = new Notifiers(Map.of())) {
            URI secret = slack.url().resolve("/services/T0/B0/secret");
            URI nobody = URI.create("http://127.0.0.1:1/services/T0/B0/secret");

            List<String> logged = logged(() ->
                    notifiers.open(Optional.empty(), List.of(secret, nobody)).tell(NOTICE));

            assertThat(logged).hasSize(2).allSatisfy(line -> assertThat(line).doesNotContain("/services/"));
        }
    }

    @Test
    void aWebhookThatHangsIsCutOff() {
        try (Receiver hanging = new Receiver((exchange, number) -> sleep());
                JsonPoster poster = new JsonPoster()) {
            SlackWebhook slack = new SlackWebhook(poster, hanging.url(), Duration.ofMillis(300));

            assertThatThrownBy(() -> slack.send(NOTICE))
                    .isInstanceOf(NotificationException.class)
                    .hasMessageContaining("did not answer");
        }
    }

    @Test
    void withoutChannelsNothingIsSentAndNothingIsConnected() {
        try (Notifiers notifiers = new Notifiers(Map.of("AWS_ENDPOINT_URL", "not a URI"))) {
            Notifier nobody = notifiers.open(Optional.empty(), List.of());

            assertThatCode(() -> nobody.tell(NOTICE)).doesNotThrowAnyException();
            assertThat(notifiers.open(Optional.of(TOPIC), List.of()).channels()).hasSize(1);
        }
    }

    private static Receiver snsAnswering(int status) {
        byte[] body = (status == 200
                        ? "<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult>"
                                + "<MessageId>1</MessageId></PublishResult></PublishResponse>"
                        : "<ErrorResponse><Error><Code>AuthorizationError</Code><Message>no</Message></Error></ErrorResponse>")
                .getBytes(StandardCharsets.UTF_8);
        return new Receiver((exchange, number) -> {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private static Map<String, String> environment(Receiver sns) {
        return Map.of(
                "AWS_ENDPOINT_URL_SNS", "http://127.0.0.1:" + sns.port(),
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local");
    }

    private static Map<String, String> form(String body) {
        return Stream.of(body.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static List<String> logged(Runnable work) {
        Logger logger = (Logger) LoggerFactory.getLogger(Notifier.class);
        ListAppender<ILoggingEvent> heard = new ListAppender<>();
        heard.start();
        logger.addAppender(heard);
        try {
            work.run();
        } finally {
            logger.detachAppender(heard);
        }
        return heard.list.stream().map(NotifierTest::whole).toList();
    }

    private static String whole(ILoggingEvent event) {
        return event.getFormattedMessage()
                + (event.getThrowableProxy() == null
                        ? ""
                        : " " + event.getThrowableProxy().getMessage());
    }

    private static void sleep() {
        try {
            Thread.sleep(20_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
