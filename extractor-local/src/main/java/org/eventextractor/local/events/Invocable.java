package org.eventextractor.local.events;

import java.io.IOException;

/** A function that events are brought to, wherever it runs. Thread-safe. */
public interface Invocable {
    /** For logs. */
    String name();

    /**
     * Calls the function and waits for its answer.
     *
     * @param event JSON
     * @param requestId of the invocation; the same over its retries
     * @return JSON
     * @throws IOException as the function throws it, and so with every other exception
     */
    byte[] invoke(byte[] event, String requestId) throws IOException;
}
