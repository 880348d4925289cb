package org.eventextractor.job.publish;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.eventextractor.core.document.FileSchema;
import org.eventextractor.core.document.Funnel;
import org.eventextractor.core.document.ObjectFailure;
import org.eventextractor.core.document.PartFile;
import org.eventextractor.core.document.SliceReport;
import org.eventextractor.core.document.SourceTally;
import org.eventextractor.core.lifecycle.Progress;
import org.eventextractor.core.plan.ExtractPlan;

/**
 * Merges slice reports one at a time: of the users, by far the most of a report, each is held once however many slices
 * name them. Not thread-safe.
 */
public final class ReportMerger {

    private final ExtractPlan plan;
    private final List<PartFile> files = new ArrayList<>();
    private final Map<String, FileSchema> schemas = new LinkedHashMap<>();
    private final Map<String, SourceTally> sources = new LinkedHashMap<>();
    private final Map<String, Long> countsByEventType = new LinkedHashMap<>();
    private final Set<UUID> users = new HashSet<>();
    private final List<ObjectFailure> failures = new ArrayList<>();
    private final List<String> sliceDigests = new ArrayList<>();
    private long rowsInRange;
    private long rowsWithoutTime;

    /** @param plan whose slices are reported */
    public ReportMerger(ExtractPlan plan) {
        this.plan = plan;
        plan.eventTypes().forEach(type -> countsByEventType.put(type.name(), 0L));
    }

    /** Adds the report of the plan's next slice. */
    public void add(SliceReport report) {
        addFile(report);
        report.sources().forEach(tally -> sources.merge(tally.prefix(), tally, SourceTally::plus));
        users.addAll(report.users());
        failures.addAll(report.failures());
        sliceDigests.add(report.sourceDigest());
        rowsInRange += report.rowsInRange();
        rowsWithoutTime += report.rowsWithoutTime();
    }

    /** What the reports added so far say together. */
    public ExtractSummary summary() {
        return new ExtractSummary(
                List.copyOf(files),
                List.copyOf(schemas.values()),
                List.copyOf(sources.values()),
                new LinkedHashMap<>(countsByEventType),
                users.size(),
                List.copyOf(failures),
                List.copyOf(new TreeSet<>(
                        failures.stream().map(ObjectFailure::partition).toList())),
                funnel(),
                rowsWithoutTime,
                List.copyOf(sliceDigests));
    }

    /**
     * How far the work is once all slices are reported. What attempts that were killed had told of theirs, some of it
     * twice, does not count.
     */
    public Progress progress() {
        return new Progress(
                100,
                plan.slices().size(),
                plan.slices().size(),
                plan.objects(),
                plan.objects(),
                files.stream().mapToLong(PartFile::rows).sum(),
                plan.bytes(),
                files.stream().mapToLong(PartFile::bytes).sum());
    }

    private void addFile(SliceReport report) {
        if (report.part() != null) {
            files.add(report.part());
            countsByEventType.merge(report.part().eventType(), report.part().rows(), Long::sum);
        }
        if (report.schema() != null) {
            schemas.putIfAbsent(report.schema().schemaId(), report.schema());
        }
    }

    private Funnel funnel() {
        return new Funnel(
                plan.partitions().size(),
                plan.partitions().stream()
                        .filter(partition -> partition.objects() > 0)
                        .count(),
                plan.objects(),
                sources.values().stream().mapToLong(SourceTally::rowsRead).sum(),
                rowsInRange,
                sources.values().stream().mapToLong(SourceTally::rowsMatched).sum());
    }
}
