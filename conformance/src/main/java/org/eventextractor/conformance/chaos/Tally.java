package org.eventextractor.conformance.chaos;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.eventextractor.core.lifecycle.RequestState;

/** What was done to the system, and what came of it. Thread-safe. */
final class Tally {

    private final Map<Step, Integer> kills = new EnumMap<>(Step.class);
    private final Map<RequestState, Integer> ends = new EnumMap<>(RequestState.class);
    private final LongAdder bucketEvents = new LongAdder();
    private final LongAdder completionEvents = new LongAdder();
    private final LongAdder refusals = new LongAdder();
    private final LongAdder cancellations = new LongAdder();
    private final LongAdder daysAsked = new LongAdder();
    private final LongAdder daysLost = new LongAdder();
    private final AtomicLong rows = new AtomicLong();

    synchronized void killed(Step step) {
        kills.merge(step, 1, Integer::sum);
    }

    synchronized void ended(RequestState state) {
        ends.merge(state, 1, Integer::sum);
    }

    /** More copies of a bucket's event than one. */
    void redelivered(int copies) {
        bucketEvents.add(copies);
    }

    void completionEventDoubled() {
        completionEvents.increment();
    }

    void callbackRefused() {
        refusals.increment();
    }

    void cancelled() {
        cancellations.increment();
    }

    void delivered(long more) {
        rows.addAndGet(more);
    }

    /** Day folders of a request with a data set, and how many of them are named as lost. */
    void days(long asked, long lost) {
        daysAsked.add(asked);
        daysLost.add(lost);
    }

    synchronized Map<Step, Integer> kills() {
        return new EnumMap<>(kills);
    }

    synchronized Map<RequestState, Integer> ends() {
        return new EnumMap<>(ends);
    }

    long bucketEvents() {
        return bucketEvents.sum();
    }

    long completionEvents() {
        return completionEvents.sum();
    }

    long refusals() {
        return refusals.sum();
    }

    long cancellations() {
        return cancellations.sum();
    }

    long daysAsked() {
        return daysAsked.sum();
    }

    long daysLost() {
        return daysLost.sum();
    }

    /** Rows that were compared with the known answer. */
    long rows() {
        return rows.get();
    }
}
