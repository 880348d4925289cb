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
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
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
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.core.storage.StoreObjectReader;
import org.eventextractor.core.storage.WriteCondition;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.job.fetch.FetchMethod;
import org.eventextractor.samples.FileShape;
import org.eventextractor.samples.SampleEvents;
import org.eventextractor.samples.SampleRequest;
import org.eventextractor.samples.SampleSpec;
import org.eventextractor.samples.SampleType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The job as a whole, over stores in memory. */
@Timeout(120)
class ExtractJobTest {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final SampleSpec SMALL = SampleSpec.of(
                    11, List.of(SampleType.STARTED_SESSION), LocalDate.parse("2024-02-28"), 3)
            .withFiles(6, FileShape.ofRows(40))
            .withUsers(50, 10);
    private static final String PREFIX = "prod/";
    private static final RequestPaths PATHS = new RequestPaths("study/a/my_request.json", "0123456789abcdef");
    private static final String OUTPUT = "study/a/event_data_subset_job-1/";

    private final MemoryObjectStore events = new MemoryObjectStore("events");
    private final MemoryObjectStore requests = new MemoryObjectStore("requests");

    @TempDir
    Path scratch;

    @Test
    void everythingAskedForIsDelivered() {
        prepare(SliceLimits.standard());

        assertThat(run(oneShard(1), 2)).isEqualTo(RequestState.COMPLETED);

        assertThat(text("results.json")).contains("\"extractionStatus\" : \"completed\"");
        assertThat(deliveredEvents()).isEqualTo(expectedEvents());
        RequestStatus status = status();
        assertThat(status.state()).isEqualTo(RequestState.COMPLETED);
        assertThat(status.progress().percentComplete()).isEqualTo(100);
        assertThat(status.progress().eventsMatched()).isEqualTo(expectedEvents());
        assertThat(status.links().results()).isEqualTo("s3://requests/" + OUTPUT + "results.json");
    }

    @Test
    void everyObjectOfThePlanIsFetchedOnce() {
        prepare(SliceLimits.standard());
        events.forgetCalls();

        run(oneShard(1), 2);

        assertThat(events.listedPrefixes()).isEmpty();
        assertThat(events.readKeys()).doesNotHaveDuplicates().hasSize(SMALL.fileCount());
    }

    @Test
    void theBytesDoNotDependOnTheNumberOfThreads() {
        prepare(new SliceLimits(1 << 20, 4));
        run(oneShard(1), 1);
        Map<String, Integer> first = dataFiles();

        assertThat(first).hasSizeGreaterThan(2);
        forgetOutput();
        run(oneShard(1), 7);
        assertThat(dataFiles()).isEqualTo(first);
    }

    @Test
    void aLaterAttemptDoesOnlyTheSlicesThatAreNotDone() {
        prepare(new SliceLimits(1 << 20, 4));
        run(oneShard(1), 2);
        Map<String, Integer> first = dataFiles();
        requests.delete(PATHS.sliceReport(2));
        requests.delete(PATHS.status());
        events.forgetCalls();

        assertThat(run(oneShard(2), 2)).isEqualTo(RequestState.COMPLETED);

        assertThat(events.readKeys()).hasSize(4);
        assertThat(dataFiles()).isEqualTo(first);
        assertThat(status().progress().eventsMatched()).isEqualTo(expectedEvents());
    }

    @Test
    void aCallbackThatIsLeftToCompletionIsNotPosted() {
        writeSamples();
        plan(SliceLimits.standard(), ", \"callbackURL\": \"https://receiver.invalid/done\"");

        assertThat(job(oneShard(1), 2, events).run(null)).isEqualTo(RequestState.COMPLETED);

        assertThat(status().links().results()).isNotNull();
        assertThat(status().callbackDelivery()).isEmpty();
    }

    @Test
    void theLastOfSeveralShardsPublishes() {
        prepare(new SliceLimits(1 << 20, 4));

        assertThat(run(new JobAttempt("job-1", 1, 1, 2), 2)).isEqualTo(RequestState.RUNNING);
        assertThat(requests.keys()).doesNotContain(OUTPUT + "manifest.json");

        assertThat(run(new JobAttempt("job-1", 1, 0, 2), 2)).isEqualTo(RequestState.COMPLETED);
        assertThat(status().progress().eventsMatched()).isEqualTo(expectedEvents());
    }

    @Test
    void whatCannotBeReadIsNamedAndTheRestDelivered() {
        writeSamples();
        events.write(
                PREFIX + "started_session/year=2024/month=02/day=29/broken.parquet",
                "<html>not found</html>".getBytes(StandardCharsets.UTF_8),
                "text/html",
                WriteCondition.always());
        plan(SliceLimits.standard());

        assertThat(run(oneShard(1), 2)).isEqualTo(RequestState.COMPLETED_WITH_ERRORS);

        assertThat(text("error_days.json")).contains("started_session/year=2024/month=02/day=29");
        assertThat(text("errors.json")).contains("broken.parquet").contains("notParquet");
        assertThat(deliveredEvents()).isEqualTo(expectedEvents());
    }

    @Test
    void anObjectChangedAfterPlanningIsAnErrorAndNotAMix() {
        prepare(SliceLimits.standard());
        String key = events.keys().iterator().next();
        events.write(key, new byte[] {1, 2, 3}, "x", WriteCondition.always());

        assertThat(run(oneShard(1), 2)).isEqualTo(RequestState.COMPLETED_WITH_ERRORS);
        assertThat(text("errors.json")).contains("\"changed\"");
    }

    @Test
    void anExtractOfWhichNothingCouldBeReadHasFailed() {
        prepare(SliceLimits.standard());
        events.keys().forEach(key -> events.failOn(key, StorageException.Kind.ACCESS_DENIED));

        assertThat(run(oneShard(1), 2)).isEqualTo(RequestState.FAILED);
        assertThat(status().stateReason().code()).isEqualTo("nothingReadable");
        assertThat(requests.keys()).doesNotContain(OUTPUT + "manifest.json").contains(OUTPUT + "results.json");
    }

    @Test
    void anExtractThatItsErrorPolicyFailsLeavesNoDataBehind() {
        writeSamples();
        events.with(PREFIX + "started_session/year=2024/month=02/day=29/broken.parquet", new byte[0]);
        plan(SliceLimits.standard(), ",\"errorPolicy\": {\"onPartitionError\": \"fail\"}");

        assertThat(run(oneShard(1), 2)).isEqualTo(RequestState.FAILED);

        assertThat(dataFiles()).isEmpty();
        assertThat(requests.keys()).doesNotContain(OUTPUT + "manifest.json");
        assertThat(deliveredEvents()).isZero();
        assertThat(status().stateReason().code()).isEqualTo("tooManyFailedPartitions");
    }

    @Test
    void aColumnThatNoFileHasIsAWarning() {
        writeSamples();
        plan(SliceLimits.standard(), ",\"output\": {\"columns\": [\"path\", \"Path\"]}");

        assertThat(run(oneShard(1), 2)).isEqualTo(RequestState.COMPLETED);

        assertThat(text("results.json"))
                .contains("columnMissing")
                .contains("\\\"Path\\\"")
                .doesNotContain("\\\"path\\\"");
    }

    @Test
    void aMissingPlanFailsTheRequestWithAReason() {
        prepare(SliceLimits.standard());
        requests.delete(PATHS.plan());

        assertThat(run(oneShard(1), 2)).isEqualTo(RequestState.FAILED);
        assertThat(status().stateReason().code()).isEqualTo("requestFilesChanged");
    }

    @Test
    void theScratchFolderIsLeftEmpty() {
        prepare(SliceLimits.standard());

        run(oneShard(1), 2);

        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void aDataFileThatCannotBeStoredFailsTheRequestAndLeavesNothingAtWork() throws Exception {
        prepare(new SliceLimits(1 << 20, 4));
        requests.failOn(OUTPUT + "started_session/part-00001.parquet", StorageException.Kind.UNAVAILABLE);

        assertThat(run(oneShard(1), 2)).isEqualTo(RequestState.FAILED);

        assertThat(status().stateReason().code()).isEqualTo("storageUnavailable");
        assertThat(scratch).isEmptyDirectory();
        assertThat(writers()).isEmpty();
    }

    @Test
    void aWriterThatWaitsForAFetchEndsWithTheJob() throws Exception {
        prepare(new SliceLimits(1 << 20, 4));
        requests.failOn(OUTPUT + "started_session/part-00000.parquet", StorageException.Kind.UNAVAILABLE);
        String stuck = events.keys().get(events.keys().size() - 1);

        assertThat(run(oneShard(1), 8, new StuckStore(events, stuck))).isEqualTo(RequestState.FAILED);

        assertThat(scratch).isEmptyDirectory();
        assertThat(writers()).isEmpty();
    }

    private void prepare(SliceLimits limits) {
        writeSamples();
        plan(limits);
    }

    private void writeSamples() {
        new SampleEvents(SMALL).writeTo(events, "prod");
    }

    private void plan(SliceLimits limits) {
        plan(limits, "");
    }

    /** @param more fields of the request, each after a comma */
    private void plan(SliceLimits limits, String more) {
        RequestPolicy policy = RequestPolicy.unrestricted(
                CatalogueReader.defaultCatalogue(),
                StorageUri.s3("events", PREFIX),
                requests.root(),
                CallbackPolicy.publicHttps());
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
        String document = new String(SampleRequest.of(SMALL).toJson(), StandardCharsets.UTF_8);
        return (document.substring(0, document.lastIndexOf('}')) + more + "}").getBytes(StandardCharsets.UTF_8);
    }

    private RequestState run(JobAttempt attempt, int threads) {
        return run(attempt, threads, events);
    }

    private RequestState run(JobAttempt attempt, int threads, ObjectStore source) {
        try (CallbackSender callbacks = new CallbackSender(CallbackPolicy.publicHttps(), List.of(), CLOCK)) {
            return job(attempt, threads, source).run(callbacks);
        }
    }

    private ExtractJob job(JobAttempt attempt, int threads, ObjectStore source) {
        JobResources resources = new JobResources(threads, 16, 64 << 20, FetchMethod.SDK, scratch);
        Software software = new Software("test", "test", "test");
        return new ExtractJob(
                uri -> source, StoreObjectReader::new, requests, PATHS, attempt, resources, software, CLOCK);
    }

    private void forgetOutput() {
        requests.keys().stream()
                .filter(key -> key.startsWith(OUTPUT) || key.contains("/report/") || key.equals(PATHS.status()))
                .toList()
                .forEach(requests::delete);
    }

    private Map<String, Integer> dataFiles() {
        Map<String, Integer> files = new TreeMap<>();
        requests.keys().stream()
                .filter(key -> key.endsWith(".parquet"))
                .forEach(key -> files.put(key, Arrays.hashCode(requests.bytes(key))));
        return files;
    }

    /** Those at work; a pool has ended a moment before the last of its threads has. */
    private static List<Thread> writers() throws InterruptedException {
        List<Thread> writers = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("write-"))
                .toList();
        for (Thread writer : writers) {
            writer.join(1_000);
        }
        return writers.stream().filter(Thread::isAlive).toList();
    }

    private RequestStatus status() {
        return new StatusStore(requests, PATHS, CLOCK).read().orElseThrow();
    }

    private String text(String name) {
        return new String(requests.bytes(OUTPUT + name), StandardCharsets.UTF_8);
    }

    private long deliveredEvents() {
        return Json.read(requests.bytes(OUTPUT + "results.json"), ObjectNode.class)
                .get("totalEvents")
                .asLong();
    }

    private static JobAttempt oneShard(int attempt) {
        return new JobAttempt("job-1", attempt, 0, 1);
    }

    private static long expectedEvents() {
        return new SampleEvents(SMALL).expected(SMALL.wanted(), SMALL.range()).count();
    }
}
