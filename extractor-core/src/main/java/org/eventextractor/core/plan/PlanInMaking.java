package org.eventextractor.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.concurrent.ExecutorService;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ObjectSummary;

/**
 * A plan that grows by one folder after the other. Its slices are written in the background; of them it keeps only the
 * summaries.
 *
 * <p>Used by one thread.
 */
final class PlanInMaking {

    /** Slices under way to the store: each is held in memory until it has arrived. */
    private static final int MAX_WRITES = 4;

    private final ObjectStore events;
    private final PlanScope scope;
    private final PlanStore store;
    private final SliceCutter cutter;
    private final TaskWindow<SliceSummary> writes;
    private final List<PartitionSummary> partitions = new ArrayList<>();
    private final List<SliceSummary> slices = new ArrayList<>();

    PlanInMaking(ObjectStore events, PlanScope scope, SliceLimits limits, PlanStore store, ExecutorService threads) {
        this.events = events;
        this.scope = scope;
        this.store = store;
        this.cutter = new SliceCutter(limits, this::write);
        this.writes = new TaskWindow<>(threads, MAX_WRITES);
    }

    void add(ListingHead listing) {
        Partition partition = listing.partition();
        LongSummaryStatistics sizes = new LongSummaryStatistics();
        listing.forEachDataFile(events, object -> {
            if (isWanted(object)) {
                sizes.accept(object.size());
                cutter.add(partition.eventType(), source(object, partition));
            }
        });
        partitions.add(new PartitionSummary(partition.name(), Math.toIntExact(sizes.getCount()), sizes.getSum()));
    }

    /** Closes the last slice and waits until all of them are written. */
    void finish() {
        cutter.close();
        while (!writes.isEmpty()) {
            slices.add(writes.takeOldest());
        }
    }

    List<PartitionSummary> partitions() {
        return partitions;
    }

    /** Those that are written. */
    List<SliceSummary> slices() {
        return slices;
    }

    /** An address is not even made where all are wanted: there are a million of them. */
    private boolean isWanted(ObjectSummary object) {
        return scope.all() || scope.has(events.root().resolve(object.key()));
    }

    private void write(Slice slice) {
        if (writes.isFull()) {
            slices.add(writes.takeOldest());
        }
        writes.submit(() -> {
            store.writeSlice(slice);
            return slice.summary();
        });
    }

    private static SourceObject source(ObjectSummary object, Partition partition) {
        return new SourceObject(object.key(), object.size(), object.eTag(), partition.name());
    }
}
