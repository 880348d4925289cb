package org.eventextractor.lambda.event;

import java.util.List;

/**
 * It is time to post callbacks.
 *
 * @param messages of the callback queue, in the order they came
 */
public record CallbacksDue(List<CallbackMessage> messages) implements CompletionEvent {

    public CallbacksDue {
        messages = List.copyOf(messages);
    }
}
