package org.eventextractor.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eventextractor.core.callback.CallbackPolicy;
import org.eventextractor.core.callback.CallbackSender;
import org.eventextractor.core.catalogue.CatalogueReader;
import org.eventextractor.core.document.Software;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.lifecycle.CallbackRecorder;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.lifecycle.StateReason;
import org.eventextractor.core.lifecycle.StatusStore;
import org.eventextractor.core.plan.Planner;
import org.eventextractor.core.plan.SliceLimits;
import org.eventextractor.core.prepare.Preparation;
import org.eventextractor.core.prepare.RequestPreparer;
import org.eventextractor.core.request.RequestParser;
import org.eventextractor.core.request.RequestPolicy;
import org.eventextractor.core.request.UserFile;
import org.eventextractor.core.storage.MemoryObjectStore;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.core.storage.StoreObjectReader;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.job.fetch.FetchMethod;
import org.eventextractor.samples.FileShape;
import org.eventextractor.samples.SampleEvents;
import org.eventextractor.samples.SampleRequest;
import org.eventextractor.samples.SampleSpec;
import org.eventextractor.samples.SampleType;

/** A request over sample events, and jobs that do it, with stores in memory. */
final class SampleJob {

    static final SampleSpec SPEC = SampleSpec.of(
                    11, List.of(SampleType.STARTED_SESSION), LocalDate.parse("2024-02-28"), 3)
            .withFiles(6, FileShape.ofRows(40))
            .withUsers(50, 10);
    static final RequestPaths PATHS = new RequestPaths("study/a/my_request.json", "0123456789abcdef");
    static final String JOB = "job-1";
    static final String OUTPUT = PATHS.output(JOB);

    /** More than two for the samples. */
    static final SliceLimits SEVERAL_SLICES = new SliceLimits(1 << 20, 4);

    static final int ATTEMPTS = 3;

    private static final String PREFIX = "prod/";
    private static final Clock CLOCK = Clock.systemUTC();

    final MemoryObjectStore events = new MemoryObjectStore("events");
    final MemoryObjectStore requests = new MemoryObjectStore("requests");

    private final Path scratch;

    /** @param scratch an existing folder */
    SampleJob(Path scratch) {
        this.scratch = scratch;
    }

    /** Writes the samples and plans the request. */
    SampleJob prepared(SliceLimits limits) {
        writeSamples();
        plan(limits, "");
        return this;
    }

    void writeSamples() {
        new SampleEvents(SPEC).writeTo(events, "prod");
    }

    /** Adds an object that is no Parquet file to a day. */
    void writeBroken(String day) {
        events.with(
                PREFIX + "started_session/year=2024/month=02/day=" + day + "/broken.parquet",
                "<html>not found</html>".getBytes(StandardCharsets.UTF_8));
    }

    /** @param more fields of the request, each after a comma */
    void plan(SliceLimits limits, String more) {
        RequestPolicy policy = RequestPolicy.unrestricted(
                CatalogueReader.defaultCatalogue(), StorageUri.s3("events", PREFIX), CallbackPolicy.publicHttps());
        new StatusStore(requests, PATHS, CLOCK).create();
        Preparation preparation = new RequestPreparer(
                        policy,
                        new RequestParser(policy, UserFile.in(requests)),
                        requests,
                        location -> new Planner(events, limits, 4))
                .prepare(PATHS, request(more), CLOCK.instant());
        assertThat(preparation).isInstanceOf(Preparation.Planned.class);
    }

    private static byte[] request(String more) {
        String document = new String(SampleRequest.of(SPEC).toJson(), StandardCharsets.UTF_8);
        return (document.substring(0, document.lastIndexOf('}')) + more + "}").getBytes(StandardCharsets.UTF_8);
    }

    /** An attempt at a job of one shard, from 1 to {@link #ATTEMPTS}. */
    static JobAttempt attempt(int number) {
        return new JobAttempt(JOB, number, ATTEMPTS, 0, 1);
    }

    /** The first of several attempts at one shard of a job. */
    static JobAttempt shard(int shard, int shards) {
        return new JobAttempt(JOB, 1, ATTEMPTS, shard, shards);
    }

    JobOutcome run(JobAttempt attempt) {
        return run(attempt, 2, events);
    }

    JobOutcome run(JobAttempt attempt, int threads, ObjectStore source) {
        return run(attempt, threads, source, requests);
    }

    JobOutcome run(JobAttempt attempt, int threads, ObjectStore source, ObjectStore output) {
        try (CallbackSender callbacks = new CallbackSender(CallbackPolicy.publicHttps(), List.of(), CLOCK)) {
            StatusStore status = new StatusStore(output, PATHS, CLOCK);
            return run(attempt, threads, source, output, new CallbackRecorder(callbacks, status)::deliver);
        }
    }

    JobOutcome run(JobAttempt attempt, int threads, ObjectStore source, ObjectStore output, ResultsOutlet outlet) {
        JobResources resources = new JobResources(threads, threads, 16, 64 << 20, FetchMethod.SDK, scratch);
        Software software = new Software("test", "test", "test");
        ExtractJob extract = new ExtractJob(
                uri -> source, StoreObjectReader::new, output, PATHS, attempt, resources, software, CLOCK);
        return new BatchJob(output, PATHS, attempt, extract, CLOCK).run(outlet);
    }

    /** As its requester does. */
    void cancel() {
        statusStore()
                .update(current -> current.withState(
                        RequestState.CANCELLED,
                        new StateReason("cancelledByRequester", "The request was cancelled by its requester.")));
    }

    StatusStore statusStore() {
        return new StatusStore(requests, PATHS, CLOCK);
    }

    RequestStatus status() {
        return statusStore().read().orElseThrow();
    }

    boolean has(String name) {
        return requests.keys().contains(OUTPUT + name);
    }

    String text(String name) {
        return new String(requests.bytes(OUTPUT + name), StandardCharsets.UTF_8);
    }

    ObjectNode results() {
        return Json.read(requests.bytes(OUTPUT + "results.json"), ObjectNode.class);
    }

    long deliveredEvents() {
        return results().get("totalEvents").asLong();
    }

    static long expectedEvents() {
        return new SampleEvents(SPEC).expected(SPEC.wanted(), SPEC.range()).count();
    }

    /** Their content, by their keys. */
    Map<String, Integer> dataFiles() {
        Map<String, Integer> files = new TreeMap<>();
        requests.keys().stream()
                .filter(key -> key.endsWith(".parquet"))
                .forEach(key -> files.put(key, Arrays.hashCode(requests.bytes(key))));
        return files;
    }

    /** As if the first attempt were still to come. */
    void forgetOutput() {
        requests.keys().stream()
                .filter(key -> key.startsWith(OUTPUT) || key.contains("/report/") || key.equals(PATHS.status()))
                .toList()
                .forEach(requests::delete);
    }

    /** As after an attempt that was killed before it published. */
    void forgetEnd() {
        requests.keys().stream()
                .filter(key -> key.startsWith(OUTPUT) && key.endsWith(".json"))
                .toList()
                .forEach(requests::delete);
        requests.delete(PATHS.status());
    }

    /** Threads at work on slices; a pool has ended a moment before the last of its threads has. */
    static List<Thread> writers() throws InterruptedException {
        List<Thread> writers = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("write-"))
                .toList();
        for (Thread writer : writers) {
            writer.join(1_000);
        }
        return writers.stream().filter(Thread::isAlive).toList();
    }
}
