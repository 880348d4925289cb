package org.eventextractor.lambda.completion;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.eventextractor.core.callback.CallbackSender;
import org.eventextractor.core.config.ConfigurationException;
import org.eventextractor.core.config.EnvironmentReader;
import org.eventextractor.core.document.BuildReader;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.storage.ObjectStores;
import org.eventextractor.lambda.configuration.PerAlias;
import org.eventextractor.lambda.event.JobEnded;
import org.eventextractor.lambda.event.JobStateReader;
import org.eventextractor.lambda.event.UnreadableEventException;
import org.eventextractor.lambda.priming.Priming;
import org.jspecify.annotations.Nullable;

/**
 * The function that EventBridge calls when a Batch job changed its state. Its time limit must leave room for the two
 * minutes that a callback may take.
 *
 * <p>Thread-safe.
 */
public final class CompletionHandler implements RequestStreamHandler {

    private static final int MAX_CONNECTIONS = 4;
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
     * @throws UnreadableEventException if it is not the event of a Batch job
     * @throws ConfigurationException if the alias that the call came through is not configured as it must be
     */
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Completion completion = completions.ofArn(context.getInvokedFunctionArn());
        Optional<JobEnded> job = JobStateReader.read(input);
        CompletionOutcome outcome = job.map(completion::complete).orElse(CompletionOutcome.IGNORED);
        output.write(Json.write(new CompletionReport(job.map(JobEnded::jobName).orElse(null), outcome)));
    }

    private static PerAlias<Completion> completions(Map<String, String> environment) {
        ObjectStores stores = new ObjectStores(environment, MAX_CONNECTIONS);
        return PerAlias.of(environment, stores, CLOCK, settings -> completion(settings, stores));
    }

    /** The completion that some settings ask for. */
    static Completion completion(Map<String, String> settings, ObjectStores stores) {
        CompletionConfiguration configuration = CompletionConfiguration.from(settings);
        return new Completion(
                stores.open(configuration.requestBucket()),
                new CallbackSender(configuration.callbackPolicy(), configuration.callbackSecrets(), CLOCK),
                BuildReader.software(new EnvironmentReader(settings)),
                CLOCK);
    }
}
