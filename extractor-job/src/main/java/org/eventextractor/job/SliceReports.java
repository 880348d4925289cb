package org.eventextractor.job;

import java.util.Optional;
import java.util.function.Consumer;
import org.eventextractor.core.document.PartFile;
import org.eventextractor.core.document.SliceReport;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.plan.ExtractPlan;
import org.eventextractor.core.plan.SliceSummary;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ReadCondition;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.WriteCondition;
import org.eventextractor.core.workspace.RequestPaths;

/**
 * The slice reports of a request, as stored. A report is written after its data file: where there is a report and its
 * file, the slice is done.
 *
 * <p>Thread-safe.
 */
final class SliceReports {

    private static final String GZIP = "application/gzip";
    private static final long MAX_BYTES = 256L << 20;

    private final ObjectStore store;
    private final RequestPaths paths;
    private final String outputPrefix;

    SliceReports(ObjectStore store, RequestPaths paths, String outputPrefix) {
        this.store = store;
        this.paths = paths;
        this.outputPrefix = outputPrefix;
    }

    void write(SliceReport report) {
        store.write(paths.sliceReport(report.slice()), Json.writeGzip(report), GZIP, WriteCondition.always());
    }

    /** The report of a slice, if it is done and its data file is there. */
    Optional<SliceReport> find(int slice) {
        try {
            byte[] bytes = store.read(paths.sliceReport(slice), ReadCondition.any(), MAX_BYTES)
                    .bytes();
            return Optional.of(Json.readGzip(bytes, SliceReport.class)).filter(this::hasItsFile);
        } catch (StorageException e) {
            if (e.kind() == StorageException.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Hands on the report of every slice of the plan, in order and one at a time.
     *
     * @return false if one is missing, those before it having been handed on
     */
    boolean forEach(ExtractPlan plan, Consumer<SliceReport> taker) {
        for (SliceSummary slice : plan.slices()) {
            Optional<SliceReport> report = find(slice.number());
            if (report.isEmpty()) {
                return false;
            }
            taker.accept(report.get());
        }
        return true;
    }

    private boolean hasItsFile(SliceReport report) {
        PartFile part = report.part();
        return part == null
                || store.find(outputPrefix + part.path())
                        .filter(object -> object.size() == part.bytes())
                        .isPresent();
    }
}
