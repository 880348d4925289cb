package org.eventextractor.job.publish;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eventextractor.core.document.LostDays;
import org.eventextractor.core.document.ObjectFailure;
import org.eventextractor.core.request.Fault;

/** Names the partitions that could not be read whole, for a status that people read: the first of them, by name. */
final class FailedDays {

    private FailedDays() {}

    /** As {@link LostDays#faults}, each with the first of its objects that failed. */
    static List<Fault> faults(ExtractSummary summary) {
        Map<String, List<ObjectFailure>> failures =
                summary.failures().stream().collect(Collectors.groupingBy(ObjectFailure::partition));
        return LostDays.faults(summary.failedPartitions(), day -> fault(day, failures.getOrDefault(day, List.of())));
    }

    private static Fault fault(String day, List<ObjectFailure> failures) {
        ObjectFailure first = failures.get(0);
        String others = failures.size() == 1 ? "" : ", and " + (failures.size() - 1) + " more of its files";
        return new Fault(
                "", first.code(), day + ": " + first.message() + others, "errors.json names every file and says why.");
    }
}
