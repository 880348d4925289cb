package org.eventextractor.job.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eventextractor.core.catalogue.CatalogueReader;
import org.eventextractor.core.document.SliceReport;
import org.eventextractor.core.plan.ExtractPlan;
import org.eventextractor.core.plan.PlanScope;
import org.eventextractor.core.plan.PlanStore;
import org.eventextractor.core.plan.Planner;
import org.eventextractor.core.plan.Slice;
import org.eventextractor.core.plan.SliceLimits;
import org.eventextractor.core.plan.SourceObject;
import org.eventextractor.core.request.ErrorPolicy;
import org.eventextractor.core.request.ErrorPolicy.OnPartitionError;
import org.eventextractor.core.request.ExtractRequest;
import org.eventextractor.core.request.OutputOptions;
import org.eventextractor.core.request.OutputOptions.Compression;
import org.eventextractor.core.storage.MemoryObjectStore;
import org.eventextractor.core.storage.StoreObjectReader;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.job.fetch.SourceFetcher;
import org.eventextractor.job.progress.ProgressMeter;
import org.eventextractor.job.scan.EventScanner;
import org.eventextractor.job.slice.DecodedBudget;
import org.eventextractor.job.slice.PartFolder;
import org.eventextractor.job.slice.ReadAheadBudget;
import org.eventextractor.job.slice.SliceExtractor;
import org.eventextractor.samples.SampleRequest;

/** Plan and slices over stores in memory, which count what is listed and fetched. Used once. */
final class PlannedExtract implements Extract {

    private static final String PREFIX = "prod";
    private static final String OUTPUT = "out/";
    private static final RequestPaths PATHS = new RequestPaths("study/request.json", "oracle");
    private static final int THREADS = 2;
    private static final OutputOptions ALL_COLUMNS = new OutputOptions(Compression.ZSTD, List.of());

    private final MemoryObjectStore source = new MemoryObjectStore("events");
    private final MemoryObjectStore requests = new MemoryObjectStore("requests");
    private final SliceLimits limits;
    private final long maxWholeBytes;

    /**
     * @param limits of every slice
     * @param maxWholeBytes larger objects are read by ranges
     */
    PlannedExtract(SliceLimits limits, long maxWholeBytes) {
        this.limits = limits;
        this.maxWholeBytes = maxWholeBytes;
    }

    /** What was listed and fetched. */
    MemoryObjectStore source() {
        return source;
    }

    @Override
    public List<DataFile> run(Path events, SampleRequest sample, Path scratch) throws Exception {
        for (Path file : DuckDbOracle.parquetFiles(events)) {
            source.with(PREFIX + "/" + events.relativize(file), Files.readAllBytes(file));
        }
        ExtractRequest request = understood(sample);
        PlanStore plans = new PlanStore(requests, PATHS);
        ExtractPlan plan = new Planner(source, limits, THREADS)
                .plan(PATHS.requestId(), request, PlanScope.everything(), CatalogueReader.defaultCatalogue(), plans);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            return extract(plan, plans, request, threads, events, scratch);
        } finally {
            threads.shutdownNow();
        }
    }

    private List<DataFile> extract(
            ExtractPlan plan,
            PlanStore plans,
            ExtractRequest request,
            ExecutorService threads,
            Path events,
            Path scratch)
            throws Exception {
        SliceExtractor extractor = new SliceExtractor(
                new SourceFetcher(new StoreObjectReader(source, Runnable::run), maxWholeBytes),
                threads,
                new ReadAheadBudget(THREADS * 2, 1 << 20),
                new DecodedBudget(1 << 19),
                source.root(),
                new PartFolder(requests, OUTPUT, scratch, request.output().compression()),
                new ProgressMeter());
        List<DataFile> delivered = new ArrayList<>();
        for (var summary : plan.slices()) {
            Slice slice = plans.readSlice(summary);
            var type = plan.eventType(summary.eventType());
            SliceReport report = extractor.extract(
                    slice,
                    type,
                    new EventScanner(
                            type,
                            request.range(),
                            request.users(),
                            request.output().columns()));
            assertThat(report.failures()).isEmpty();
            if (report.part() != null) {
                Path file = fetch(report.part().path(), scratch);
                delivered.add(new DataFile(summary.eventType(), file, files(slice, events)));
            }
        }
        return delivered;
    }

    private Path fetch(String path, Path scratch) throws IOException {
        Path file = scratch.resolve("delivered").resolve(path);
        Files.createDirectories(file.getParent());
        return Files.write(file, requests.bytes(OUTPUT + path));
    }

    private static List<Path> files(Slice slice, Path events) {
        return slice.objects().stream()
                .map(SourceObject::key)
                .map(key -> events.resolve(key.substring(PREFIX.length() + 1)))
                .toList();
    }

    private ExtractRequest understood(SampleRequest sample) {
        return new ExtractRequest(
                source.root().resolve(PREFIX),
                sample.eventTypes(),
                sample.range(),
                sample.users(),
                sample.callbackUrl(),
                List.of(),
                sample.description(),
                "",
                "",
                false,
                ALL_COLUMNS,
                new ErrorPolicy(OnPartitionError.FAIL, 0),
                null);
    }
}
