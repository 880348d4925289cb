package org.eventextractor.lambda.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

class SqsMessageQueueTest {

    private final SqsServer server = new SqsServer();
    private final MessageQueues queues = new MessageQueues(server.environment());

    @AfterEach
    void close() {
        queues.close();
        server.close();
    }

    @Test
    void whatIsSentIsReceived() {
        String url = server.queue("callbacks");

        queues.open(url).send("{\"requestKey\": \"Zoë/my_request.json\"}");

        assertThat(server.receive(url))
                .extracting(Message::body)
                .containsExactly("{\"requestKey\": \"Zoë/my_request.json\"}");
    }

    @Test
    void aPostponedMessageComesAgainAfterItsPause() {
        String url = server.queue("callbacks");
        MessageQueue queue = queues.open(url);
        queue.send("again");

        queue.postpone(server.receive(url).get(0).receiptHandle(), Duration.ofHours(11));
        assertThat(server.receive(url)).isEmpty();

        queue.send("at once");
        queue.postpone(server.receive(url).get(0).receiptHandle(), Duration.ZERO);
        assertThat(server.receive(url)).extracting(Message::body).isEqualTo(List.of("at once"));
    }

    @Test
    void aQueueThatIsNotThereIsToldAsAFailure() {
        MessageQueue queue = queues.open(server.queue("callbacks") + "-not-there");

        assertThatThrownBy(() -> queue.send("lost"))
                .isInstanceOf(MessageQueueException.class)
                .hasMessageContaining("callbacks-not-there");
    }

    @Test
    void nothingIsConnectedBeforeItIsNeeded() {
        try (MessageQueues nowhere = new MessageQueues(Map.of("AWS_ENDPOINT_URL", "not a URI"))) {
            assertThat(nowhere.open("https://sqs.us-east-1.amazonaws.com/0/callbacks"))
                    .isNotNull();
        }
    }
}
