package org.eventextractor.lambda.intake;

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
import org.eventextractor.core.plan.Planner;
import org.eventextractor.core.plan.SliceLimits;
import org.eventextractor.core.prepare.RequestPreparer;
import org.eventextractor.core.request.RequestParser;
import org.eventextractor.core.request.UserFile;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ObjectStores;
import org.eventextractor.lambda.batch.JobQueues;
import org.eventextractor.lambda.batch.JobSubmitter;
import org.eventextractor.lambda.configuration.PerAlias;
import org.eventextractor.lambda.event.BucketEventReader;
import org.eventextractor.lambda.event.UnreadableEventException;
import org.eventextractor.lambda.priming.Priming;
import org.jspecify.annotations.Nullable;

/**
 * The function that is called when an object arrives in the request bucket: by S3, by EventBridge, or by a queue
 * between.
 *
 * <p>A queue is answered with the messages that must come again (<a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">partial batch response</a>); any
 * other caller with what became of each object, or with an exception if the event must come again.
 *
 * <p>Thread-safe.
 */
public final class IntakeHandler implements RequestStreamHandler {

    private static final int PARALLEL_LISTS = 32;
    private static final Clock CLOCK = Clock.tickMillis(ZoneOffset.UTC);

    private final PerAlias<Intake> intakes;

    /** Held here, for the runtime would let go of it; null but in AWS Lambda. */
    @SuppressWarnings("UnusedVariable")
    private final @Nullable Priming priming;

    /** As AWS Lambda makes it, once for many calls. */
    public IntakeHandler() {
        this(intakes(System.getenv()), Priming.with(IntakeRehearsal::run));
    }

    /**
     * With an environment of the caller's.
     *
     * @throws ConfigurationException naming everything that is wrong with it
     */
    public IntakeHandler(Map<String, String> environment) {
        this(intakes(environment));
    }

    IntakeHandler(PerAlias<Intake> intakes) {
        this(intakes, null);
    }

    private IntakeHandler(PerAlias<Intake> intakes, @Nullable Priming priming) {
        this.intakes = intakes;
        this.priming = priming;
    }

    /**
     * Deals with one event.
     *
     * @throws UnreadableEventException if the event is of no kind we know
     * @throws RedeliveryException if some of it must come again
     * @throws ConfigurationException if the alias that the call came through is not configured as it must be
     */
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Intake intake = intakes.ofArn(context.getInvokedFunctionArn());
        Duration timeLeft = Duration.ofMillis(context.getRemainingTimeInMillis());
        output.write(new IntakeCall(intake, timeLeft).answer(BucketEventReader.read(input)));
    }

    private static PerAlias<Intake> intakes(Map<String, String> environment) {
        ObjectStores stores = new ObjectStores(environment, PARALLEL_LISTS);
        JobQueues queues = JobQueues.of(environment);
        return PerAlias.of(environment, stores, CLOCK, settings -> intake(settings, stores, queues));
    }

    /** The intake that some settings ask for. */
    static Intake intake(Map<String, String> settings, ObjectStores stores, JobQueues queues) {
        IntakeConfiguration configuration = IntakeConfiguration.from(settings, stores);
        ObjectStore requests = stores.open(configuration.requestBucket());
        RequestPreparer preparer = new RequestPreparer(
                configuration.policy(),
                new RequestParser(configuration.policy(), UserFile.in(requests)),
                requests,
                location -> new Planner(stores.open(location), SliceLimits.standard(), PARALLEL_LISTS));
        JobSubmitter jobs = queues.open(configuration.jobQueues(), configuration.jobDefinition());
        return new Intake(requests, preparer, jobs, CLOCK);
    }
}
