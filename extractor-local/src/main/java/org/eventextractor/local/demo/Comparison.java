package org.eventextractor.local.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eventextractor.samples.SampleEvent;

/**
 * The events delivered against those expected, in any order, each as often as it occurs.
 *
 * @param expected how many there should be
 * @param missing of these, how many were not delivered
 * @param surplus how many were delivered that should not have been, or too often
 */
public record Comparison(long expected, long missing, long surplus) {
    /** Counts the differences. */
    public static Comparison of(List<SampleEvent> expected, List<SampleEvent> delivered) {
        Map<SampleEvent, Integer> balance = new HashMap<>();
        expected.forEach(event -> balance.merge(event, 1, Integer::sum));
        delivered.forEach(event -> balance.merge(event, -1, Integer::sum));
        long missing = balance.values().stream()
                .filter(count -> count > 0)
                .mapToLong(count -> count)
                .sum();
        long surplus = balance.values().stream()
                .filter(count -> count < 0)
                .mapToLong(count -> -count)
                .sum();
        return new Comparison(expected.size(), missing, surplus);
    }

    public boolean isExact() {
        return missing == 0 && surplus == 0;
    }
}
