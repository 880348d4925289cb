package org.eventextractor.conformance.chaos;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.eventextractor.conformance.function.FunctionLayout;
import org.eventextractor.conformance.function.FunctionProcess;
import org.eventextractor.conformance.function.FunctionSettings;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ObjectStores;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.local.batch.BatchEndpoint;
import org.eventextractor.local.batch.BatchWire.JobDetail;
import org.eventextractor.local.batch.BatchWire.KeyValue;
import org.eventextractor.local.batch.JavaJobCommand;
import org.eventextractor.local.batch.JobDefinition;
import org.eventextractor.local.batch.JobLimits;
import org.eventextractor.local.batch.RetryPolicy;
import org.eventextractor.local.events.AsyncInvocations;
import org.eventextractor.local.events.AtLeastOnce;
import org.eventextractor.local.events.BucketEvents;
import org.eventextractor.local.events.Invocable;
import org.eventextractor.local.events.JobEvents;
import org.eventextractor.local.events.QueueMapping;
import org.eventextractor.local.queue.EventQueue;
import org.eventextractor.local.queue.QueueDefinition;
import org.eventextractor.local.queue.QueueEndpoint;
import org.eventextractor.s3.EmbeddedS3;
import org.eventextractor.s3.ObjectCreated;
import org.eventextractor.s3.fault.FaultPlan;
import org.eventextractor.s3.fault.FaultProxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A whole deployment on this machine. What is AWS's lives through everything: S3, a proxy before it that spoils calls,
 * queues, Batch, and the schedule of the sweep. What is ours runs as processes of their own, which can be killed.
 *
 * <p>Thread-safe; owns its threads and processes.
 */
final class Cloud implements AutoCloseable {

    static final String REQUEST_BUCKET = "requests";
    static final StorageUri EVENTS = StorageUri.s3("events", "prod");
    static final String SCHEDULED = "Scheduled Event";

    private static final Logger log = LoggerFactory.getLogger(Cloud.class);

    private static final String QUEUE = "extract";
    private static final String JOB_DEFINITION = "extractor-job";
    private static final int JOB_MEMORY_MIB = 512;
    private static final Duration JOB_TIMEOUT = Duration.ofMinutes(5);

    /** A lease lasts a minute at least, so an event must come more often than twice. */
    private static final QueueDefinition INTAKE = new QueueDefinition("intake", Duration.ofSeconds(10), 60);

    private static final QueueDefinition CALLBACKS = new QueueDefinition("callbacks", Duration.ofSeconds(35), 11);
    private static final String CALLBACK_PAUSES = "2,2,2,4,4,4,8,8,8,8";

    /** More than a sweep keeps in reserve, and no more than the shortest lease of a claim. */
    private static final Duration FUNCTION_LIMIT = Duration.ofSeconds(60);

    private static final int FUNCTION_PROCESSES = 2;
    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);
    private static final Duration SWEEP_AFTER = Duration.ofSeconds(12);
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(5);
    private static final int SPREAD_SECONDS = 3;
    private static final int MAX_CONNECTIONS = 16;
    private static final int CLOSE_SECONDS = 10;

    private final CloudSettings settings;
    private final Rounds rounds;
    private final Tally tally;
    private final Saboteur saboteur;
    private final Watcher watcher;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Map<String, String> runningJobs = new ConcurrentHashMap<>();
    private final AtomicInteger processes = new AtomicInteger();
    private final CompletableFuture<URI> batchAddress = new CompletableFuture<>();

    private final BucketEvents bucketEvents =
            new BucketEvents(REQUEST_BUCKET, List.of("request.json", "cancel.json"), this::send);

    private final QueueEndpoint queues;
    private final EventQueue intakeQueue;
    private final Receiver receiver;
    private final EmbeddedS3 s3;
    private final FaultProxy proxy;
    private final FunctionPool intake;
    private final FunctionPool completion;
    private final BatchEndpoint batch;
    private final ObjectStores stores;

    /** Starts everything. */
    Cloud(CloudSettings settings, Rounds rounds, Tally tally, Consumer<String> journal) {
        this.settings = settings;
        this.rounds = rounds;
        this.tally = tally;
        this.saboteur = add(new Saboteur(this::kill, tally, journal));
        Path s3Folder = settings.folder().resolve("s3");
        this.watcher = new Watcher(s3Folder.resolve(REQUEST_BUCKET), this::isIntakeAtWork, saboteur::reached);
        this.queues = add(QueueEndpoint.start(0, List.of(INTAKE, CALLBACKS)));
        this.intakeQueue = add(queues.open(INTAKE.name()));
        this.receiver = add(new Receiver(this::calledBack, tally));
        this.intake = add(pool("intake"));
        this.completion = add(pool("completion"));
        this.s3 = add(EmbeddedS3.start(s3Folder, 0, List.of(REQUEST_BUCKET, EVENTS.root()), this::objectCreated));
        this.proxy = add(FaultProxy.start(s3.endpoint(), FaultPlan.none()));
        this.stores = add(new ObjectStores(s3.clientEnvironment(), MAX_CONNECTIONS));
        this.batch = add(startBatch());
        batchAddress.complete(batch.endpoint());
        add(QueueMapping.start(queues.open(INTAKE.name()), intake, 1, FUNCTION_PROCESSES));
        add(QueueMapping.start(queues.open(CALLBACKS.name()), completion, 1, 1));
        add(sweeps());
    }

    /** From now on calls to S3 are spoiled. */
    void spoil(FaultPlan plan) {
        proxy.follow(plan);
    }

    FaultProxy proxy() {
        return proxy;
    }

    /** Past the proxy: what is really there. */
    ObjectStore store(StorageUri place) {
        return stores.open(place);
    }

    Receiver receiver() {
        return receiver;
    }

    Saboteur saboteur() {
        return saboteur;
    }

    /** How many messages wait, or are worked on. */
    int queued() {
        return size(INTAKE.name()) + size(CALLBACKS.name());
    }

    /** How many messages were given up. */
    int deadLetters() {
        return size(INTAKE.deadLetters()) + size(CALLBACKS.deadLetters());
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                log.warn("a part did not close", e);
            }
        }
    }

    private <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    private int size(String queue) {
        try (EventQueue open = queues.open(queue)) {
            return open.size();
        }
    }

    private boolean isIntakeAtWork(String requestKey) {
        return intake.isAtWork(isAbout(requestKey));
    }

    private boolean kill(Victim victim, String requestKey) {
        return switch (victim) {
            case INTAKE -> intake.kill(isAbout(requestKey));
            case COMPLETION -> completion.kill(isAbout(requestKey).or(event -> event.contains(SCHEDULED)));
            case JOB -> killJob(requestKey);
        };
    }

    private static Predicate<String> isAbout(String requestKey) {
        return event -> Watcher.requestKey(event).filter(requestKey::equals).isPresent();
    }

    private boolean killJob(String requestKey) {
        String jobId = runningJobs.get(requestKey);
        if (jobId != null) {
            batch.kill(jobId);
        }
        return jobId != null;
    }

    private void objectCreated(ObjectCreated created) {
        if (created.bucket().equals(REQUEST_BUCKET)) {
            bucketEvents.objectCreated(created);
            watcher.objectCreated(created);
        }
    }

    private void send(byte[] event) {
        int times = rounds.of(new String(event, StandardCharsets.UTF_8))
                .map(Round::deliveries)
                .orElse(1);
        tally.redelivered(times - 1);
        new AtLeastOnce(intakeQueue, times, Duration.ofSeconds(times == 1 ? 0 : SPREAD_SECONDS)).accept(event);
    }

    private void calledBack(String requestKey) {
        boolean byCompletion = completion.isAtWork(isAbout(requestKey).and(event -> event.contains("aws:sqs")));
        saboteur.reached(byCompletion ? Step.POSTING : Step.CALLING, requestKey);
    }

    private FunctionPool pool(String name) {
        boolean takesIn = name.equals("intake");
        return new FunctionPool(
                name,
                FUNCTION_LIMIT,
                FUNCTION_PROCESSES,
                () -> FunctionProcess.start(
                        takesIn
                                ? FunctionSettings.intake(settings.functions(), functionEnvironment())
                                : FunctionSettings.completion(settings.functions(), functionEnvironment()),
                        settings.log(name + "-" + processes.incrementAndGet())),
                takesIn ? this::intakeCalled : this::completionCalled);
    }

    private void intakeCalled(String event) {
        Watcher.requestKey(event).ifPresent(key -> saboteur.reached(Step.INTAKE_CALLED, key));
    }

    private void completionCalled(String event) {
        if (event.contains(SCHEDULED)) {
            saboteur.reached(Step.SWEEPING);
        } else if (!event.contains("aws:sqs")) {
            Watcher.requestKey(event).ifPresent(key -> saboteur.reached(Step.COMPLETION_CALLED, key));
        }
    }

    private BatchEndpoint startBatch() {
        RetryPolicy retries = RetryPolicy.ofDeployment();
        JobDefinition definition = new JobDefinition(
                JOB_DEFINITION, 1, JOB_MEMORY_MIB, jobEnvironment(retries.attempts()), retries, JOB_TIMEOUT);
        int processors = Runtime.getRuntime().availableProcessors();
        BatchEndpoint.Setup setup = new BatchEndpoint.Setup(
                List.of(QUEUE),
                List.of(definition),
                new JavaJobCommand(settings.jobJar(), new JobLimits(1, JOB_MEMORY_MIB)),
                settings.folder().resolve("jobs"),
                2 * processors);
        AsyncInvocations told = add(new AsyncInvocations(completion, 1, RETRY_DELAY));
        JobEvents events = new JobEvents(told);
        return BatchEndpoint.start(0, setup, job -> jobChanged(job, events));
    }

    private void jobChanged(JobDetail job, JobEvents events) {
        String requestKey = requestKey(job);
        events.jobChanged(job);
        if (job.status().equals("SUBMITTED")) {
            saboteur.reached(Step.SUBMITTED, requestKey);
        }
        if (job.status().equals("RUNNING")) {
            runningJobs.put(requestKey, job.jobId());
            saboteur.reached(Step.STARTED, requestKey);
        } else {
            runningJobs.remove(requestKey, job.jobId());
        }
        rounds.of(requestKey).map(Round::lateness).ifPresent(lateness -> {
            tally.jobEventDoubled();
            saboteur.after(lateness, () -> events.jobChanged(job));
        });
    }

    private static String requestKey(JobDetail job) {
        return job.container().environment().stream()
                .filter(variable -> variable.name().equals("EXTRACTOR_REQUEST_KEY"))
                .map(KeyValue::value)
                .findFirst()
                .orElse("");
    }

    private AutoCloseable sweeps() {
        ScheduledExecutorService timer =
                Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "schedule"));
        byte[] event = ("{\"detail-type\": \"" + SCHEDULED + "\"}").getBytes(StandardCharsets.UTF_8);
        var unused = timer.scheduleWithFixedDelay(
                () -> sweep(completion, event), SWEEP_EVERY.toMillis(), SWEEP_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return () -> {
            timer.shutdownNow();
            timer.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        };
    }

    private static void sweep(Invocable completion, byte[] event) {
        try {
            completion.invoke(event, UUID.randomUUID().toString());
        } catch (Exception e) {
            log.debug("a sweep failed; the next one follows", e);
        }
    }

    private Map<String, String> jobEnvironment(int attempts) {
        Map<String, String> environment = clientEnvironment();
        environment.put("EXTRACTOR_ATTEMPTS", Integer.toString(attempts));
        return environment;
    }

    private Map<String, String> functionEnvironment() {
        Map<String, String> environment = clientEnvironment();
        environment.put("AWS_ENDPOINT_URL_BATCH", batchAddress.join().toString());
        environment.put("AWS_ENDPOINT_URL_SQS", queues.endpoint().toString());
        environment.put("EXTRACTOR_REQUEST_BUCKET", REQUEST_BUCKET);
        environment.put("EXTRACTOR_EVENTS", EVENTS.toString());
        environment.put("EXTRACTOR_JOB_QUEUE", QUEUE);
        environment.put("EXTRACTOR_JOB_DEFINITION", JOB_DEFINITION);
        environment.put("EXTRACTOR_INTAKE_QUEUE_URL", queues.url(INTAKE.name()));
        environment.put("EXTRACTOR_CALLBACK_QUEUE_URL", queues.url(CALLBACKS.name()));
        environment.put("EXTRACTOR_CALLBACK_PAUSES", CALLBACK_PAUSES);
        environment.put("EXTRACTOR_SWEEP_AFTER", Long.toString(SWEEP_AFTER.toSeconds()));
        return environment;
    }

    /** What functions and jobs have in common. */
    private Map<String, String> clientEnvironment() {
        Map<String, String> environment = new HashMap<>(s3.clientEnvironment());
        environment.put("AWS_ENDPOINT_URL_S3", proxy.endpoint().toString());
        environment.put(
                "EXTRACTOR_CALLBACK_TRUSTED_ORIGINS", receiver.server().origin().toString());
        environment.put("EXTRACTOR_CALLBACK_SECRET", receiver.secret());
        return environment;
    }

    /**
     * What it is started with.
     *
     * @param folder holds everything
     * @param functions where the classes of the functions lie
     * @param jobJar the job
     */
    record CloudSettings(Path folder, FunctionLayout functions, Path jobJar) {

        /** Where a process writes what it prints. */
        Path log(String name) {
            return folder.resolve("functions").resolve(name + ".log");
        }
    }
}
