package org.eventextractor.job.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.eventextractor.core.document.Funnel;
import org.eventextractor.core.document.LostDays;
import org.eventextractor.core.document.ObjectFailure;
import org.eventextractor.core.request.Fault;
import org.junit.jupiter.api.Test;

class FailedDaysTest {

    @Test
    void aDayIsNamedOnceWithItsFirstFailure() {
        assertThat(FailedDays.faults(summary(1, 3))).singleElement().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo("corrupt");
            assertThat(fault.message()).isEqualTo("nudged/day=000: file 0 is damaged, and 2 more of its files");
        });
    }

    @Test
    void ofManyDaysTheFirstAreNamedAndTheRestCounted() {
        List<Fault> faults = FailedDays.faults(summary(120, 1));

        assertThat(faults).hasSize(LostDays.MOST + 1);
        assertThat(faults.get(0).message()).isEqualTo("nudged/day=000: file 0 is damaged");
        assertThat(faults.get(LostDays.MOST).message()).startsWith("70 more day folders");
    }

    private static ExtractSummary summary(int days, int files) {
        List<ObjectFailure> failures = new ArrayList<>();
        TreeSet<String> partitions = new TreeSet<>();
        for (int day = 0; day < days; day++) {
            String partition = String.format(Locale.ROOT, "nudged/day=%03d", day);
            partitions.add(partition);
            for (int file = 0; file < files; file++) {
                failures.add(new ObjectFailure(
                        "s3://events/" + partition + "/" + file,
                        partition,
                        "corrupt",
                        "file " + file + " is damaged",
                        1,
                        false));
            }
        }
        Funnel funnel = new Funnel(days, days, days, 0, 0, 0);
        return new ExtractSummary(
                List.of(), List.of(), List.of(), Map.of(), 0, failures, List.copyOf(partitions), funnel, 0, List.of());
    }
}
