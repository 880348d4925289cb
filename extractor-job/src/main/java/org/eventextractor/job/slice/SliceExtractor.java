package org.eventextractor.job.slice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.eventextractor.core.catalogue.EventType;
import org.eventextractor.core.document.FileSchema;
import org.eventextractor.core.document.ObjectFailure;
import org.eventextractor.core.document.PartFile;
import org.eventextractor.core.document.SliceReport;
import org.eventextractor.core.plan.Slice;
import org.eventextractor.core.plan.SourceObject;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.job.fetch.ObjectFetcher;
import org.eventextractor.job.progress.ProgressMeter;
import org.eventextractor.job.scan.EventScanner;
import org.eventextractor.job.scan.ScannedObject;
import org.eventextractor.job.scan.UnreadableObjectException;
import org.eventextractor.job.write.FileSchemas;
import org.eventextractor.job.write.PartWriter;
import org.eventextractor.job.write.WrittenPart;

/**
 * Turns one slice into at most one data file and a report. An object that cannot be read is named in the report and
 * left out whole; everything else is delivered.
 *
 * <p>Thread-safe: slices may be extracted by several threads at once.
 */
public final class SliceExtractor {

    private final ObjectFetcher fetcher;
    private final Executor scanThreads;
    private final ReadAheadBudget budget;
    private final DecodedBudget decoded;
    private final ObjectFailures failures;
    private final PartFolder output;
    private final ProgressMeter progress;

    /**
     * @param fetcher brings the objects
     * @param scanThreads decode them, and wait for parts of large ones: others than those that the fetcher reads with
     * @param budget bounds what all slices hold of the source together
     * @param decoded bounds what they hold of it scanned
     * @param events the root of the event bucket, to name objects in failures
     * @param output takes the data files
     * @param progress is told of every object
     */
    public SliceExtractor(
            ObjectFetcher fetcher,
            Executor scanThreads,
            ReadAheadBudget budget,
            DecodedBudget decoded,
            StorageUri events,
            PartFolder output,
            ProgressMeter progress) {
        this.fetcher = fetcher;
        this.scanThreads = scanThreads;
        this.budget = budget;
        this.decoded = decoded;
        this.failures = new ObjectFailures(events);
        this.output = output;
        this.progress = progress;
    }

    /**
     * Extracts a slice. Done again, it gives the same data file under the same key.
     *
     * @param type describes the slice's event type
     * @param scanner selects the rows of that type
     * @throws UncheckedIOException if the data file cannot be written here
     * @throws org.eventextractor.core.storage.StorageException if it cannot be stored
     */
    public SliceReport extract(Slice slice, EventType type, EventScanner scanner) throws InterruptedException {
        SliceTally tally = new SliceTally(slice);
        try (PartWriter writer = output.newWriter(slice)) {
            new ReadAhead(fetcher, scanner, scanThreads, budget, decoded)
                    .drain(slice.objects(), (source, scanned) -> take(source, scanned, writer, tally));
            Optional<WrittenPart> written = writer.finish();
            if (written.isEmpty()) {
                return tally.report(null, null);
            }
            FileSchema schema = FileSchemas.describe(written.get().schema(), type);
            PartFile part = output.store(slice, written.get(), schema, tally);
            progress.written(part.bytes());
            return tally.report(part, schema);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write slice " + slice.summary().number(), e);
        }
    }

    private void take(
            SourceObject source, CompletableFuture<ScannedObject> pending, PartWriter writer, SliceTally tally)
            throws InterruptedException {
        try {
            ScannedObject scanned = pending.get();
            writer.append(scanned);
            tally.add(source, scanned.tally());
            progress.objectRead(source.size(), scanned.tally().rowsMatched());
        } catch (UnreadableObjectException | ExecutionException e) {
            ObjectFailure failure = failures.of(source, e);
            tally.add(source, failure);
            progress.objectFailed(source.size());
        }
    }
}
