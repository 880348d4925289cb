package org.eventextractor.job;

import java.util.Optional;
import java.util.function.Consumer;
import org.eventextractor.core.document.PartFile;
import org.eventextractor.core.document.SliceReport;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.json.MalformedDocumentException;
import org.eventextractor.core.plan.ExtractPlan;
import org.eventextractor.core.plan.SliceSummary;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.WriteCondition;
import org.eventextractor.core.workspace.RequestPaths;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The slice reports of a request, as stored. A report is written after its data file: where there is a report and its
 * file, the slice is done.
 *
 * <p>Thread-safe.
 */
final class SliceReports {

    private static final Logger log = LoggerFactory.getLogger(SliceReports.class);

    private static final String GZIP = "application/gzip";
    private static final long MAX_BYTES = 256L << 20;

    private final ObjectStore store;
    private final RequestPaths paths;
    private final StoredParts parts;

    SliceReports(ObjectStore store, RequestPaths paths, String outputPrefix) {
        this.store = store;
        this.paths = paths;
        this.parts = new StoredParts(store, outputPrefix);
    }

    void write(SliceReport report) {
        store.write(paths.sliceReport(report.slice()), Json.writeGzip(report), GZIP, WriteCondition.always());
    }

    /** The report of a slice that an attempt before this one did, if its data file is as reported, to the last byte. */
    Optional<SliceReport> findDone(SliceSummary slice) {
        return find(slice).filter(report -> {
            PartFile part = report.part();
            boolean whole = part == null || parts.isWhole(part);
            if (!whole) {
                log.warn("slice {} is done again: its data file is not as reported", slice.number());
            }
            return whole;
        });
    }

    /**
     * Hands on the report of every slice of the plan, in order and one at a time. Data files are looked for and not read:
     * whoever did a slice, or found it done, knows their bytes.
     *
     * @return false if one is missing, those before it having been handed on
     */
    boolean forEach(ExtractPlan plan, Consumer<SliceReport> taker) {
        for (SliceSummary slice : plan.slices()) {
            Optional<SliceReport> report = find(slice).filter(found -> found.part() == null || parts.has(found.part()));
            if (report.isEmpty()) {
                return false;
            }
            taker.accept(report.get());
        }
        return true;
    }

    /** Empty as well for a document that is damaged, or another slice's: the slice is as good as not done. */
    private Optional<SliceReport> find(SliceSummary slice) {
        try {
            return store.readIfThere(paths.sliceReport(slice.number()), MAX_BYTES)
                    .map(document -> Json.readGzip(document.bytes(), SliceReport.class))
                    .filter(report -> isOf(slice, report));
        } catch (MalformedDocumentException e) {
            log.warn("slice {} is done again: its report is damaged", slice.number(), e);
            return Optional.empty();
        }
    }

    private static boolean isOf(SliceSummary slice, SliceReport report) {
        return report.slice() == slice.number() && slice.eventType().equals(report.eventType());
    }
}
