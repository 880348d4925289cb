package org.eventextractor.conformance.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eventextractor.core.document.ObjectFailure;
import org.eventextractor.s3.fault.Fault;

/**
 * Whether everything that was lost was lost for a reason: each day named as lost has an object that could not be read,
 * and each of these met a fault that explains how it failed. Immutable and thread-safe.
 *
 * @param met the faults that the calls of a path, {@code /bucket/key}, have met
 */
record LossCheck(Function<String, Set<Fault>> met) {

    /** What keeps an object from arriving. */
    private static final Set<Fault> NOT_ARRIVED = EnumSet.of(
            Fault.UNAVAILABLE,
            Fault.SLOW_DOWN,
            Fault.LOST_ANSWER,
            Fault.RESET,
            Fault.TRUNCATED,
            Fault.STALLED,
            Fault.DRIPPED);

    /** What makes it arrive as another one. */
    private static final Set<Fault> NOT_AS_IT_WAS = EnumSet.of(Fault.CORRUPTED);

    /** What is wrong with the bytes of an object; all others are refusals, of which none is made here. */
    private static final Set<String> OF_BYTES =
            Set.of("empty", "notParquet", "truncated", "encrypted", "foreignSchema", "unsupported", "corrupt");

    private static final String SCHEME = "s3:/";

    /**
     * @param lost partitions named as lost, {@code type/year=YYYY/month=MM/day=DD}
     * @param failures the objects that could not be read
     */
    List<String> breaches(Set<String> lost, List<ObjectFailure> failures) {
        List<String> breaches = new ArrayList<>();
        if (lost.isEmpty()) {
            breaches.add("there were errors, and no lost day is named");
        }
        Set<String> failed = failures.stream().map(ObjectFailure::partition).collect(Collectors.toSet());
        if (!failed.equals(lost)) {
            breaches.add("the lost days are " + lost + ", those of the objects that could not be read " + failed);
        }
        failures.stream()
                .filter(failure -> !isExplained(failure))
                .forEach(failure -> breaches.add(failure.object() + " was lost as " + failure.code()
                        + ", which nothing explains that was done to it: " + met(failure)));
        return breaches;
    }

    private boolean isExplained(ObjectFailure failure) {
        return !Collections.disjoint(met(failure), causes(failure.code()));
    }

    private Set<Fault> met(ObjectFailure failure) {
        return met.apply(failure.object().replaceFirst("^" + SCHEME, ""));
    }

    private static Set<Fault> causes(String code) {
        if (code.equals("unavailable")) {
            return NOT_ARRIVED;
        }
        return OF_BYTES.contains(code) ? NOT_AS_IT_WAS : Set.of();
    }
}
