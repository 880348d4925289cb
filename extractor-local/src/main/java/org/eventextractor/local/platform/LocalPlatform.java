package org.eventextractor.local.platform;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.lambda.completion.CompletionHandler;
import org.eventextractor.lambda.intake.IntakeHandler;
import org.eventextractor.local.batch.BatchEndpoint;
import org.eventextractor.local.batch.JobDefinition;
import org.eventextractor.local.batch.RetryPolicy;
import org.eventextractor.local.events.AsyncInvocations;
import org.eventextractor.local.events.AtLeastOnce;
import org.eventextractor.local.events.BucketEvents;
import org.eventextractor.local.events.EndNoteEvents;
import org.eventextractor.local.events.JobEvents;
import org.eventextractor.local.events.LambdaFunction;
import org.eventextractor.local.events.QueueMapping;
import org.eventextractor.local.events.Schedule;
import org.eventextractor.local.platform.LocalSettings.Delivery;
import org.eventextractor.local.queue.EventQueue;
import org.eventextractor.local.queue.QueueDefinition;
import org.eventextractor.local.queue.QueueEndpoint;
import org.eventextractor.s3.EmbeddedS3;
import org.eventextractor.s3.ObjectCreatedListener;

/**
 * The whole system on one machine: S3 on a folder, SQS in memory, the two Lambda functions behind their events, and
 * Batch running the job as its own process. Functions and job are those of a deployment, told by their environment to talk to this
 * machine.
 *
 * <p>Thread-safe.
 */
public final class LocalPlatform implements AutoCloseable {
    /** Takes requests, and holds their results. */
    public static final String REQUEST_BUCKET = "requests";

    /** Where the event types lie. */
    public static final StorageUri EVENTS = StorageUri.s3("events", "prod");

    public static final String QUEUE = "extract";
    public static final String JOB_DEFINITION = "extractor-job";

    /** Takes the events of requests and cancellations. */
    public static final String INTAKE_QUEUE = "intake";

    /** Takes callbacks that are due. */
    public static final String CALLBACK_QUEUE = "callbacks";

    /**
     * Comes again much sooner than in a deployment, where minutes pass, and as often as it takes to outlast the lease
     * of a claim, which is a minute.
     */
    private static final QueueDefinition INTAKE_EVENTS = new QueueDefinition(INTAKE_QUEUE, Duration.ofSeconds(5), 20);

    /** As in a deployment: a first attempt, and one after each pause of the schedule. */
    private static final QueueDefinition DUE_CALLBACKS = new QueueDefinition(CALLBACK_QUEUE, Duration.ofSeconds(60), 7);

    private static final int BATCH = 1;
    private static final int INTAKE_CONCURRENCY = 4;
    private static final int CALLBACK_CONCURRENCY = 2;
    private static final Duration FUNCTION_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);
    private static final int JOB_MEMORY_MIB = 1024;
    private static final RetryPolicy RETRIES = RetryPolicy.ofDeployment();
    private static final Duration JOB_TIMEOUT = Duration.ofHours(12);

    /** A deployment has minutes. */
    private static final Duration SWEEP_PAUSE = Duration.ofSeconds(10);

    private final Parts parts;
    private final EmbeddedS3 s3;
    private final QueueEndpoint queues;
    private final LocalEnvironment environment;
    private final BatchEndpoint batch;

    private LocalPlatform(LocalSettings settings, Parts parts) {
        this.parts = parts;
        StartingQueues starting =
                parts.add(new StartingQueues(settings.ports().sqs(), List.of(INTAKE_EVENTS, DUE_CALLBACKS)));
        CompletableFuture<EventQueue> arriving = new CompletableFuture<>();
        CompletableFuture<AsyncInvocations> ending = new CompletableFuture<>();
        this.s3 = parts.add(startS3(settings, arriving, ending));
        this.environment = LocalEnvironment.of(settings, s3);
        this.queues = starting.await();
        arriving.complete(parts.add(queues.open(INTAKE_QUEUE)));

        // Batch tells completion of its jobs, and completion asks Batch for them: known once both are there.
        CompletableFuture<URI> batchStarted = new CompletableFuture<>();
        LambdaFunction completion = new LambdaFunction(
                "completion",
                () -> new CompletionHandler(environment.completion(batchStarted.join(), queues)),
                FUNCTION_TIMEOUT);
        AsyncInvocations ends = parts.add(new AsyncInvocations(completion, 1, RETRY_DELAY)); // in their order
        ending.complete(ends);
        this.batch = parts.add(startBatch(settings, environment, new JobEvents(ends)));
        batchStarted.complete(batch.endpoint());
        LambdaFunction intake = new LambdaFunction(
                "intake", () -> new IntakeHandler(environment.intake(batchStarted.join())), FUNCTION_TIMEOUT);

        // Made now, so that a configuration they refuse is known at once.
        completion.warmUp();
        intake.warmUp();
        parts.add(Schedule.start(completion, SWEEP_PAUSE));
        parts.add(QueueMapping.start(queues.open(CALLBACK_QUEUE), completion, BATCH, CALLBACK_CONCURRENCY));
        parts.add(QueueMapping.start(queues.open(INTAKE_QUEUE), intake, BATCH, INTAKE_CONCURRENCY));
    }

    /**
     * Starts everything.
     *
     * @throws java.io.UncheckedIOException if a port or the folder cannot be had
     */
    public static LocalPlatform start(LocalSettings settings) {
        Parts parts = new Parts();
        try {
            return new LocalPlatform(settings, parts);
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    /** The variables that make the AWS SDKs and the AWS CLI talk to this platform. */
    public Map<String, String> clientEnvironment() {
        return environment.client();
    }

    public URI s3Endpoint() {
        return s3.endpoint();
    }

    public URI batchEndpoint() {
        return batch.endpoint();
    }

    public URI sqsEndpoint() {
        return queues.endpoint();
    }

    /** A queue's URL, or a dead-letter queue's, by its name. */
    public String queueUrl(String name) {
        return queues.url(name);
    }

    /** Opens a queue or a dead-letter queue by its name. The caller closes it. */
    public EventQueue openQueue(String name) {
        return queues.open(name);
    }

    /** The output of a job's processes; there is none before its first attempt. */
    public Path jobLog(String jobId) {
        return batch.logFile(jobId);
    }

    /** Kills a running job's process without a word, as a lost machine would. */
    public void killJob(String jobId) {
        batch.kill(jobId);
    }

    /** Lets intake finish what it has begun, ends running jobs and tells of their ends, and stops listening. */
    @Override
    public void close() {
        parts.close();
    }

    /** An event that comes before queue or function are there waits for them. */
    private static EmbeddedS3 startS3(
            LocalSettings settings,
            CompletableFuture<EventQueue> arriving,
            CompletableFuture<AsyncInvocations> ending) {
        Delivery delivery = settings.delivery();
        Consumer<byte[]> intake =
                event -> new AtLeastOnce(arriving.join(), delivery.times(), delivery.spread()).accept(event);
        ObjectCreatedListener requests = new BucketEvents(REQUEST_BUCKET, BucketEvents.SUFFIXES_OF_DEPLOYMENT, intake);
        ObjectCreatedListener ends =
                new EndNoteEvents(REQUEST_BUCKET, event -> ending.join().invoke(event));
        return EmbeddedS3.start(
                settings.folder().resolve("s3"),
                settings.ports().s3(),
                List.of(REQUEST_BUCKET, EVENTS.root()),
                created -> {
                    requests.objectCreated(created);
                    ends.objectCreated(created);
                });
    }

    /** All running jobs together have as many vCPUs as this machine has processors. */
    private static BatchEndpoint startBatch(LocalSettings settings, LocalEnvironment environment, JobEvents events) {
        JobDefinition definition = new JobDefinition(
                JOB_DEFINITION, 1, JOB_MEMORY_MIB, environment.job(RETRIES.attempts()), RETRIES, JOB_TIMEOUT);
        BatchEndpoint.Setup setup = new BatchEndpoint.Setup(
                List.of(QUEUE),
                List.of(definition),
                settings.jobs(),
                settings.folder().resolve("logs"),
                Runtime.getRuntime().availableProcessors());
        return BatchEndpoint.start(settings.ports().batch(), setup, events);
    }
}
