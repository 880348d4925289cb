package org.eventextractor.lambda.intake;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eventextractor.core.config.ConfigurationException;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.plan.Planner;
import org.eventextractor.core.plan.SliceLimits;
import org.eventextractor.core.prepare.RequestPreparer;
import org.eventextractor.core.request.RequestParser;
import org.eventextractor.core.request.UserFile;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ObjectStores;
import org.eventextractor.lambda.batch.AwsBatchJobs;
import org.eventextractor.lambda.batch.BatchClients;
import org.eventextractor.lambda.event.BucketEvent;
import org.eventextractor.lambda.event.BucketEventReader;
import org.eventextractor.lambda.event.BucketMessage;
import org.eventextractor.lambda.event.ObjectCreated;
import org.eventextractor.lambda.event.UnreadableEventException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The function that is called when an object arrives in the request bucket: by S3, by EventBridge, or by a queue between.
 *
 * <p>A queue is answered with the messages that must come again (<a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">partial batch response</a>); any
 * other caller with what became of each object, or with an exception if the event must come again.
 *
 * <p>Thread-safe.
 */
public final class IntakeHandler implements RequestStreamHandler {

    private static final Logger log = LoggerFactory.getLogger(IntakeHandler.class);

    private static final int PARALLEL_LISTS = 32;

    private final Intake intake;

    /** As AWS Lambda makes it, once for many calls. */
    public IntakeHandler() {
        this(System.getenv());
    }

    /**
     * With an environment of the caller's.
     *
     * @throws ConfigurationException naming everything that is wrong with it
     */
    public IntakeHandler(Map<String, String> environment) {
        this(intake(environment));
    }

    IntakeHandler(Intake intake) {
        this.intake = intake;
    }

    /**
     * Deals with one event.
     *
     * @throws UnreadableEventException if the event is of no kind we know
     * @throws RedeliveryException if a request of it is held by another delivery
     */
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        BucketEvent event = BucketEventReader.read(input);
        Duration timeLeft = Duration.ofMillis(context.getRemainingTimeInMillis());
        output.write(Json.write(event.fromQueue() ? answerQueue(event, timeLeft) : answerOthers(event, timeLeft)));
    }

    private SQSBatchResponse answerQueue(BucketEvent event, Duration timeLeft) {
        List<SQSBatchResponse.BatchItemFailure> failures = event.messages().stream()
                .filter(message -> !isDone(message, timeLeft))
                .map(message -> new SQSBatchResponse.BatchItemFailure(message.id()))
                .toList();
        return new SQSBatchResponse(failures);
    }

    private boolean isDone(BucketMessage message, Duration timeLeft) {
        if (message.problem() != null) {
            log.error("message {} cannot be understood: {}", message.id(), message.problem());
            return false;
        }
        try {
            return receive(message, timeLeft).stream()
                    .noneMatch(entry -> entry.outcome().needsRedelivery());
        } catch (RuntimeException e) {
            log.error("message {} must come again", message.id(), e);
            return false;
        }
    }

    private IntakeReport answerOthers(BucketEvent event, Duration timeLeft) {
        List<IntakeReport.Entry> entries = new ArrayList<>();
        event.messages().forEach(message -> entries.addAll(receive(message, timeLeft)));
        List<String> held = entries.stream()
                .filter(entry -> entry.outcome().needsRedelivery())
                .map(IntakeReport.Entry::key)
                .toList();
        if (!held.isEmpty()) {
            throw new RedeliveryException(held);
        }
        return new IntakeReport(entries);
    }

    /** Every object is tried, also after one that fails; the first failure is thrown at the end. */
    private List<IntakeReport.Entry> receive(BucketMessage message, Duration timeLeft) {
        List<IntakeReport.Entry> entries = new ArrayList<>();
        List<RuntimeException> failures = new ArrayList<>();
        for (ObjectCreated object : message.objects()) {
            try {
                entries.add(new IntakeReport.Entry(object.key(), intake.receive(object, timeLeft)));
            } catch (RuntimeException e) {
                log.error("nothing could be written for {}", object.key(), e);
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
        return entries;
    }

    private static Intake intake(Map<String, String> environment) {
        ObjectStores stores = new ObjectStores(environment, PARALLEL_LISTS);
        IntakeConfiguration configuration = IntakeConfiguration.from(environment, stores);
        ObjectStore requests = stores.open(configuration.requestBucket());
        RequestPreparer preparer = new RequestPreparer(
                configuration.policy(),
                new RequestParser(configuration.policy(), UserFile.in(requests)),
                requests,
                location -> new Planner(stores.open(location), SliceLimits.standard(), PARALLEL_LISTS));
        return new Intake(
                requests,
                preparer,
                new AwsBatchJobs(
                        BatchClients.create(environment), configuration.jobQueue(), configuration.jobDefinition()),
                Clock.tickMillis(ZoneOffset.UTC));
    }
}
