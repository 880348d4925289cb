package org.eventextractor.local.platform;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.lambda.completion.CompletionHandler;
import org.eventextractor.lambda.intake.IntakeHandler;
import org.eventextractor.local.batch.BatchEndpoint;
import org.eventextractor.local.batch.JobDefinition;
import org.eventextractor.local.batch.RetryPolicy;
import org.eventextractor.local.events.BucketEvents;
import org.eventextractor.local.events.JobEvents;
import org.eventextractor.local.events.LambdaFunction;
import org.eventextractor.s3.EmbeddedS3;

/**
 * The whole system on one machine: S3 on a folder, the two Lambda functions behind their events, and Batch running the
 * job as its own process. Functions and job are those of a deployment, told by their environment to talk to this
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

    private static final String REQUEST_SUFFIX = "request.json";
    private static final int INTAKE_CONCURRENCY = 4;
    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);
    private static final int JOB_MEMORY_MIB = 1024;
    private static final RetryPolicy RETRIES = RetryPolicy.ofDeployment();
    private static final Duration JOB_TIMEOUT = Duration.ofHours(12);

    private final LocalEnvironment environment;
    private final EmbeddedS3 s3;
    private final BatchEndpoint batch;
    private final LambdaFunction intake;
    private final LambdaFunction completion;

    private LocalPlatform(
            LocalEnvironment environment,
            EmbeddedS3 s3,
            BatchEndpoint batch,
            LambdaFunction intake,
            LambdaFunction completion) {
        this.environment = environment;
        this.s3 = s3;
        this.batch = batch;
        this.intake = intake;
        this.completion = completion;
    }

    /**
     * Starts everything.
     *
     * @throws java.io.UncheckedIOException if a port or the folder cannot be had
     */
    public static LocalPlatform start(LocalSettings settings) {
        // The functions are told where Batch listens, and Batch tells the functions: known once both are there.
        CompletableFuture<LocalPlatform> started = new CompletableFuture<>();
        LambdaFunction intake = intake(started);
        LambdaFunction completion = completion(started);
        EmbeddedS3 s3 = EmbeddedS3.start(
                settings.folder().resolve("s3"),
                settings.s3Port(),
                List.of(REQUEST_BUCKET, EVENTS.root()),
                new BucketEvents(REQUEST_BUCKET, REQUEST_SUFFIX, settings.deliveries(), intake));
        LocalEnvironment environment = new LocalEnvironment(settings, s3.clientEnvironment());
        BatchEndpoint batch = startBatch(settings, environment, new JobEvents(completion));
        LocalPlatform platform = new LocalPlatform(environment, s3, batch, intake, completion);
        started.complete(platform);
        platform.warmUp();
        return platform;
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

    /** The output of a job's processes; there is none before its first attempt. */
    public Path jobLog(String jobId) {
        return batch.logFile(jobId);
    }

    /** Kills a running job's process without a word, as a lost machine would. */
    public void killJob(String jobId) {
        batch.kill(jobId);
    }

    /** Ends running jobs, lets the functions finish what they have begun, and stops listening. */
    @Override
    public void close() {
        intake.close();
        batch.close();
        completion.close();
        s3.close();
    }

    private static LambdaFunction intake(CompletableFuture<LocalPlatform> started) {
        return new LambdaFunction(
                "intake", () -> new IntakeHandler(started.join().intakeEnvironment()), INTAKE_CONCURRENCY, RETRY_DELAY);
    }

    /** One event after the other, as they come. */
    private static LambdaFunction completion(CompletableFuture<LocalPlatform> started) {
        return new LambdaFunction(
                "completion",
                () -> new CompletionHandler(started.join().environment.completion()),
                1,
                RETRY_DELAY);
    }

    private static BatchEndpoint startBatch(LocalSettings settings, LocalEnvironment environment, JobEvents events) {
        JobDefinition definition = new JobDefinition(
                JOB_DEFINITION, 1, JOB_MEMORY_MIB, environment.job(RETRIES.attempts()), RETRIES, JOB_TIMEOUT);
        BatchEndpoint.Setup setup = new BatchEndpoint.Setup(
                List.of(QUEUE),
                List.of(definition),
                settings.jobs(),
                settings.folder().resolve("logs"),
                settings.vcpus());
        return BatchEndpoint.start(settings.batchPort(), setup, events);
    }

    private Map<String, String> intakeEnvironment() {
        return environment.intake(batch.endpoint());
    }

    private void warmUp() {
        try {
            intake.warmUp();
            completion.warmUp();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }
}
