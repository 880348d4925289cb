package org.eventextractor.conformance.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eventextractor.conformance.function.ClassArchive;
import org.eventextractor.conformance.function.FunctionLayout;
import org.eventextractor.conformance.function.FunctionProcess;
import org.eventextractor.conformance.function.FunctionSettings;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ObjectStores;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.local.batch.BatchEndpoint;
import org.eventextractor.local.batch.BatchWire.JobDetail;
import org.eventextractor.local.batch.JavaJobCommand;
import org.eventextractor.local.batch.JobDefinition;
import org.eventextractor.local.batch.JobLimits;
import org.eventextractor.local.batch.RetryPolicy;
import org.eventextractor.local.events.AsyncInvocations;
import org.eventextractor.local.events.BucketEvents;
import org.eventextractor.local.events.EndNoteEvents;
import org.eventextractor.local.events.JobEvents;
import org.eventextractor.local.events.QueueMapping;
import org.eventextractor.local.events.Schedule;
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
 * queues, Batch, and the schedule of the sweep. What is ours runs as processes of their own, which can be killed, and
 * which start from archives of their classes, since each that was killed is followed by another one.
 *
 * <p>Thread-safe; owns its threads and processes.
 */
final class Cloud implements AutoCloseable {

    static final String REQUEST_BUCKET = "requests";
    static final StorageUri EVENTS = StorageUri.s3("events", "prod");
    static final String QUEUE = "extract";
    static final String JOB_DEFINITION = "extractor-job";

    /** A lease lasts a minute at least, so an event must come more often than twice. */
    static final QueueDefinition INTAKE = new QueueDefinition("intake", Duration.ofSeconds(10), 60);

    static final QueueDefinition CALLBACKS = new QueueDefinition("callbacks", Duration.ofSeconds(35), 11);

    private static final Logger log = LoggerFactory.getLogger(Cloud.class);

    private static final int JOB_MEMORY_MIB = 512;
    private static final Duration JOB_TIMEOUT = Duration.ofMinutes(5);

    /** More than a sweep keeps in reserve, and no more than the shortest lease of a claim. */
    private static final Duration FUNCTION_LIMIT = Duration.ofSeconds(60);

    private static final int FUNCTION_PROCESSES = 4;
    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(5);
    private static final int MAX_CONNECTIONS = 16;

    private final CloudSettings settings;
    private final Saboteur saboteur;
    private final Redelivery redelivery;
    private final StepTelling steps;
    private final Watcher watcher;
    private final BucketEvents bucketEvents =
            new BucketEvents(REQUEST_BUCKET, BucketEvents.SUFFIXES_OF_DEPLOYMENT, this::send);
    private final RunningJobs jobs = new RunningJobs();
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final AtomicInteger processes = new AtomicInteger();

    private final QueueEndpoint queues;
    private final EventQueue intakeQueue;
    private final Receiver receiver;
    private final FaultProxy proxy;
    private final ObjectStores stores;
    private final FunctionPool intake;
    private final FunctionPool completion;
    private final AsyncInvocations completionEvents;
    private final Killing killing;

    /** Starts everything. */
    Cloud(CloudSettings settings, Rounds rounds, Tally tally, Consumer<String> journal) {
        this.settings = settings;
        Path s3Folder = settings.folder().resolve("s3");
        this.saboteur = add(new Saboteur(this::kill, tally, journal));
        this.redelivery = new Redelivery(rounds, tally, saboteur);
        this.steps = new StepTelling(saboteur);
        this.watcher = new Watcher(s3Folder.resolve(REQUEST_BUCKET), this::isIntakeAtWork, saboteur::reached);
        this.queues = add(QueueEndpoint.start(0, List.of(INTAKE, CALLBACKS)));
        this.intakeQueue = add(queues.open(INTAKE.name()));
        this.receiver = add(new Receiver(this::calledBack, tally));
        EmbeddedS3 s3 = add(EmbeddedS3.start(s3Folder, 0, List.of(REQUEST_BUCKET, EVENTS.root()), this::objectCreated));
        this.proxy = add(FaultProxy.start(s3.endpoint(), FaultPlan.none()));
        this.stores = add(new ObjectStores(s3.clientEnvironment(), MAX_CONNECTIONS));
        CloudEnvironment environment = CloudEnvironment.of(s3, proxy, receiver);
        BatchEndpoint batch = add(startBatch(environment, rounds));
        Map<String, String> variables = environment.function(queues, batch.endpoint());
        this.intake =
                add(pool("intake", FunctionSettings.intake(settings.functions(), variables), steps::intakeCalled));
        this.completion = add(pool(
                "completion", FunctionSettings.completion(settings.functions(), variables), steps::completionCalled));
        this.completionEvents = add(new AsyncInvocations(completion, 1, RETRY_DELAY));
        this.killing = new Killing(intake, completion, batch, jobs);
        add(QueueMapping.start(queues.open(INTAKE.name()), intake, 1, FUNCTION_PROCESSES));
        add(QueueMapping.start(queues.open(CALLBACKS.name()), completion, 1, 1));
        add(Schedule.start(completion, SWEEP_EVERY));
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

    /** How much is still to come: messages of queues, events to completion, and what is done late on purpose. */
    int pending() {
        return size(INTAKE.name()) + size(CALLBACKS.name()) + completionEvents.pending() + saboteur.pending();
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

    private FunctionPool pool(String name, FunctionSettings function, Consumer<String> called) {
        FunctionSettings ready = ClassArchive.ofRehearsal(
                function, settings.folder().resolve(name + ".classes"), settings.log(name + "-rehearsal"));
        return new FunctionPool(
                name,
                FUNCTION_LIMIT,
                FUNCTION_PROCESSES,
                () -> FunctionProcess.start(ready, settings.log(name + "-" + processes.incrementAndGet())),
                called);
    }

    private BatchEndpoint startBatch(CloudEnvironment environment, Rounds rounds) {
        RetryPolicy retries = RetryPolicy.ofDeployment();
        JobDefinition definition = new JobDefinition(
                JOB_DEFINITION, 1, JOB_MEMORY_MIB, environment.job(retries.attempts()), retries, JOB_TIMEOUT);
        BatchEndpoint.Setup setup = new BatchEndpoint.Setup(
                List.of(QUEUE),
                List.of(definition),
                new JavaJobCommand(settings.jobJar(), new JobLimits(1, JOB_MEMORY_MIB)),
                settings.jobLogs(),
                2 * Runtime.getRuntime().availableProcessors(),
                new Widening(rounds));
        return BatchEndpoint.start(0, setup, this::jobChanged);
    }

    private boolean kill(Step step, String requestKey) {
        return killing.kill(step, requestKey);
    }

    private boolean isIntakeAtWork(String requestKey) {
        return intake.isAtWork(CloudEvent.isAbout(requestKey));
    }

    private void objectCreated(ObjectCreated created) {
        if (created.bucket().equals(REQUEST_BUCKET)) {
            bucketEvents.objectCreated(created);
            watcher.objectCreated(created);
            watcher.endedRequest(created.key())
                    .ifPresent(requestKey -> redelivery.tell(requestKey, () -> tellOfNote(created)));
        }
    }

    private void tellOfNote(ObjectCreated note) {
        new EndNoteEvents(REQUEST_BUCKET, completionEvents::invoke).objectCreated(note);
    }

    private void send(byte[] event) {
        redelivery.send(event, intakeQueue);
    }

    private void calledBack(String requestKey) {
        steps.calledBack(requestKey, completion::isAtWork);
    }

    private void jobChanged(JobDetail job) {
        jobs.changed(job);
        redelivery.tell(RunningJobs.requestKey(job), () -> new JobEvents(completionEvents).jobChanged(job));
        steps.jobChanged(job);
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
            return functionLogs().resolve(name + ".log");
        }

        /** Folders of all that functions and jobs print. */
        List<Path> logs() {
            return List.of(functionLogs(), jobLogs());
        }

        private Path functionLogs() {
            return folder.resolve("functions");
        }

        private Path jobLogs() {
            return folder.resolve("jobs");
        }
    }
}
