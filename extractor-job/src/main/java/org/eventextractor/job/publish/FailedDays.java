package org.eventextractor.job.publish;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eventextractor.core.document.ObjectFailure;
import org.eventextractor.core.request.Fault;

/** Names the partitions that could not be read whole, for a status that people read: the first of them, by name. */
final class FailedDays {

    static final int MOST = 50;

    private FailedDays() {}

    /** One fault a partition, at most {@link #MOST}, and one more that tells of the rest. */
    static List<Fault> faults(ExtractSummary summary) {
        Map<String, List<ObjectFailure>> failures = new LinkedHashMap<>();
        summary.failures()
                .forEach(failure -> failures.computeIfAbsent(failure.partition(), day -> new ArrayList<>())
                        .add(failure));
        List<String> days = summary.failedPartitions();
        List<Fault> faults = new ArrayList<>();
        days.stream().limit(MOST).forEach(day -> faults.add(fault(day, failures.getOrDefault(day, List.of()))));
        if (days.size() > MOST) {
            faults.add(new Fault(
                    "",
                    "moreDaysFailed",
                    days.size() - MOST + " more day folders could not be read whole",
                    "error_days.json names them all."));
        }
        return faults;
    }

    private static Fault fault(String day, List<ObjectFailure> failures) {
        ObjectFailure first = failures.get(0);
        String others = failures.size() == 1 ? "" : ", and " + (failures.size() - 1) + " more of its files";
        return new Fault(
                "", first.code(), day + ": " + first.message() + others, "errors.json names every file and says why.");
    }
}
