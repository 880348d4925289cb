package org.eventextractor.job.publish;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eventextractor.core.document.FileSchema;
import org.eventextractor.core.document.Funnel;
import org.eventextractor.core.document.ObjectFailure;
import org.eventextractor.core.document.PartFile;
import org.eventextractor.core.document.SourceTally;
import org.jspecify.annotations.Nullable;

/**
 * The reports of all slices as one.
 *
 * @param files data files in the order of their slices
 * @param schemas every schema a file has, each once
 * @param sources what was read of each partition, in the plan's order
 * @param countsByEventType rows kept, for every type of the plan, in its order
 * @param users how many different users have an event
 * @param failures every object that could not be read
 * @param failedPartitions their partitions, each once, in order of their names
 * @param funnel how much was left after each step
 * @param rowsWithoutTime rows whose time is missing or cannot be read
 * @param sliceDigests the digest of each slice's objects, in order
 */
public record ExtractSummary(
        List<PartFile> files,
        List<FileSchema> schemas,
        List<SourceTally> sources,
        Map<String, Long> countsByEventType,
        int users,
        List<ObjectFailure> failures,
        List<String> failedPartitions,
        Funnel funnel,
        long rowsWithoutTime,
        List<String> sliceDigests) {

    /** The same, of an extract whose data is not delivered. */
    ExtractSummary withoutData() {
        Map<String, Long> none = new LinkedHashMap<>();
        countsByEventType.keySet().forEach(type -> none.put(type, 0L));
        return new ExtractSummary(
                List.of(),
                List.of(),
                sources,
                none,
                0,
                failures,
                failedPartitions,
                funnel,
                rowsWithoutTime,
                sliceDigests);
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
}
