package org.eventextractor.local.events;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A Lambda handler, and what it is told of its invocations. Thread-safe, as the handler is. */
public final class LambdaFunction implements Invocable {
    private final String name;
    private final Supplier<RequestStreamHandler> coldStart;
    private final Duration timeout;
    private final Clock clock = Clock.systemUTC();
    private @Nullable RequestStreamHandler handler;

    /**
     * A function that is ready for events.
     *
     * @param name for logs
     * @param coldStart makes the handler, once, when it is first needed
     * @param timeout what the handler is told of its time; it is not ended when that is over
     */
    public LambdaFunction(String name, Supplier<RequestStreamHandler> coldStart, Duration timeout) {
        this.name = name;
        this.coldStart = coldStart;
        this.timeout = timeout;
    }

    @Override
    public String name() {
        return name;
    }

    /** Makes the handler now, so that a configuration it refuses is known at once. */
    public void warmUp() {
        handler();
    }

    @Override
    public byte[] invoke(byte[] event, String requestId) throws IOException {
        LocalContext context = new LocalContext(name, requestId, clock.instant().plus(timeout), clock);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        handler().handleRequest(new ByteArrayInputStream(event), answer, context);
        return answer.toByteArray();
    }

    private synchronized RequestStreamHandler handler() {
        if (handler == null) {
            handler = coldStart.get();
        }
        return handler;
    }
}
