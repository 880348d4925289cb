package org.eventextractor.lambda.callback;

import java.nio.charset.StandardCharsets;
import org.eventextractor.core.json.Json;
import org.eventextractor.lambda.queue.MessageQueue;
import org.eventextractor.lambda.queue.MessageQueueException;

/**
 * Leaves callbacks to a queue, whose messages {@link CallbackDelivery} receives.
 *
 * <p>Thread-safe.
 *
 * @param queue the callback queue
 */
public record QueuedCallbacks(MessageQueue queue) implements CallbackOutlet {

    /** @throws MessageQueueException if the message may not be in the queue */
    @Override
    public void send(OwedCallback callback) {
        Message message =
                new Message(callback.paths().requestId(), callback.paths().requestKey());
        queue.send(new String(Json.write(message), StandardCharsets.UTF_8));
    }

    private record Message(String requestId, String requestKey) {}
}
