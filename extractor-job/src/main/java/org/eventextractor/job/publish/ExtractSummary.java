package org.eventextractor.job.publish;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.eventextractor.core.document.FileSchema;
import org.eventextractor.core.document.Funnel;
import org.eventextractor.core.document.ObjectFailure;
import org.eventextractor.core.document.PartFile;
import org.eventextractor.core.document.SliceReport;
import org.eventextractor.core.document.SourceTally;
import org.eventextractor.core.plan.ExtractPlan;
import org.jspecify.annotations.Nullable;

/**
 * The reports of all slices as one.
 *
 * @param files data files in the order of their slices
 * @param schemas every schema a file has, each once
 * @param sources what was read of each partition, in the plan's order
 * @param countsByEventType rows kept, for every type of the plan, in its order
 * @param users everyone with an event, each once
 * @param failures every object that could not be read
 * @param failedPartitions their partitions, each once, in order of their names
 * @param funnel how much was left after each step
 * @param rowsWithoutTime rows whose time is missing or cannot be read
 * @param sliceDigests the digest of each slice's objects, in order
 */
record ExtractSummary(
        List<PartFile> files,
        List<FileSchema> schemas,
        List<SourceTally> sources,
        Map<String, Long> countsByEventType,
        Set<UUID> users,
        List<ObjectFailure> failures,
        List<String> failedPartitions,
        Funnel funnel,
        long rowsWithoutTime,
        List<String> sliceDigests) {

    /** @param reports of every slice of the plan, in order */
    static ExtractSummary of(ExtractPlan plan, List<SliceReport> reports) {
        List<PartFile> files = reports.stream()
                .map(SliceReport::part)
                .flatMap(Stream::ofNullable)
                .toList();
        List<ObjectFailure> failures =
                reports.stream().flatMap(report -> report.failures().stream()).toList();
        List<SourceTally> sources = sources(reports);
        Set<UUID> users = new HashSet<>();
        reports.forEach(report -> users.addAll(report.users()));
        return new ExtractSummary(
                files,
                reports.stream()
                        .map(SliceReport::schema)
                        .flatMap(Stream::ofNullable)
                        .distinct()
                        .toList(),
                sources,
                counts(plan, files),
                users,
                failures,
                List.copyOf(new TreeSet<>(
                        failures.stream().map(ObjectFailure::partition).toList())),
                funnel(plan, reports, sources),
                reports.stream().mapToLong(SliceReport::rowsWithoutTime).sum(),
                reports.stream().map(SliceReport::sourceDigest).toList());
    }

    long totalEvents() {
        return files.stream().mapToLong(PartFile::rows).sum();
    }

    long outputBytes() {
        return files.stream().mapToLong(PartFile::bytes).sum();
    }

    @Nullable
    Instant firstTimestamp() {
        return files.stream()
                .map(PartFile::firstTimestamp)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    @Nullable
    Instant lastTimestamp() {
        return files.stream()
                .map(PartFile::lastTimestamp)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static List<SourceTally> sources(List<SliceReport> reports) {
        Map<String, SourceTally> byPartition = new LinkedHashMap<>();
        reports.stream()
                .flatMap(report -> report.sources().stream())
                .forEach(tally -> byPartition.merge(tally.prefix(), tally, SourceTally::plus));
        return List.copyOf(byPartition.values());
    }

    private static Map<String, Long> counts(ExtractPlan plan, List<PartFile> files) {
        Map<String, Long> counts = new LinkedHashMap<>();
        plan.eventTypes().forEach(type -> counts.put(type.name(), 0L));
        files.forEach(file -> counts.merge(file.eventType(), file.rows(), Long::sum));
        return counts;
    }

    private static Funnel funnel(ExtractPlan plan, List<SliceReport> reports, List<SourceTally> sources) {
        return new Funnel(
                plan.partitions().size(),
                plan.partitions().stream()
                        .filter(partition -> partition.objects() > 0)
                        .count(),
                plan.objects(),
                sources.stream().mapToLong(SourceTally::rowsRead).sum(),
                reports.stream().mapToLong(SliceReport::rowsInRange).sum(),
                sources.stream().mapToLong(SourceTally::rowsMatched).sum());
    }
}
