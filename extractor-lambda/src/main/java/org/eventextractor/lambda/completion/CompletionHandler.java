package org.eventextractor.lambda.completion;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import org.eventextractor.core.config.ConfigurationException;
import org.eventextractor.core.json.Json;
import org.eventextractor.lambda.configuration.PerAlias;
import org.eventextractor.lambda.event.CompletionEvent;
import org.eventextractor.lambda.event.CompletionEventReader;
import org.eventextractor.lambda.event.UnreadableEventException;
import org.eventextractor.lambda.priming.Priming;
import org.jspecify.annotations.Nullable;

/**
 * The function that sees requests to their end. EventBridge calls it when a Batch job changed its state or holds up its
 * queue, when intake has noted an end, and every few minutes for the sweep; the callback queue calls it when callbacks
 * are due, and is answered with the messages that must come again (<a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">partial batch response</a>).
 *
 * <p>Its time limit must leave room for 15 seconds a callback of a batch, and in a deployment without a callback queue
 * for the two minutes that a callback may take.
 *
 * <p>Thread-safe.
 */
public final class CompletionHandler implements RequestStreamHandler {

    private static final Clock CLOCK = Clock.tickMillis(ZoneOffset.UTC);

    private final PerAlias<Completion> completions;

    /** Held here, for the runtime would let go of it; null but in AWS Lambda. */
    @SuppressWarnings("UnusedVariable")
    private final @Nullable Priming priming;

    /** As AWS Lambda makes it, once for many calls. */
    public CompletionHandler() {
        this(completions(System.getenv()), Priming.with(CompletionRehearsal::run));
    }

    /**
     * With an environment of the caller's.
     *
     * @throws ConfigurationException naming everything that is wrong with it
     */
    public CompletionHandler(Map<String, String> environment) {
        this(completions(environment));
    }

    CompletionHandler(PerAlias<Completion> completions) {
        this(completions, null);
    }

    private CompletionHandler(PerAlias<Completion> completions, @Nullable Priming priming) {
        this.completions = completions;
        this.priming = priming;
    }

    /**
     * Deals with one event.
     *
     * @throws UnreadableEventException if the event is of no kind we know
     * @throws ConfigurationException if the alias that the call came through is not configured as it must be
     */
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Completion completion = completions.ofArn(context.getInvokedFunctionArn());
        CompletionEvent event = CompletionEventReader.read(input);
        Object answer = completion.answer(event, () -> Duration.ofMillis(context.getRemainingTimeInMillis()));
        output.write(Json.write(answer));
    }

    private static PerAlias<Completion> completions(Map<String, String> environment) {
        CompletionClients clients = CompletionClients.of(environment);
        return PerAlias.of(
                environment, clients.stores(), CLOCK, settings -> CompletionAssembly.of(settings, clients, CLOCK));
    }
}
