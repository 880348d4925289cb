package org.eventextractor.core.plan;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eventextractor.core.catalogue.Catalogue;
import org.eventextractor.core.catalogue.EventType;
import org.eventextractor.core.request.ExtractRequest;
import org.eventextractor.core.request.TimeRange;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StorageUri;

/**
 * Finds the objects that a request needs and freezes them as a plan. Only the folders of the days that the range needs
 * are listed, each once, several at a time. Memory is bounded by the limits and the number of parallel listings, not by
 * the number of objects: slices are written while the listing goes on.
 *
 * <p>A listing tells no version ids, so the plan guards each object by its entity tag alone: an object that is replaced
 * after planning fails by name when it is read, in a versioned bucket too.
 *
 * <p>Thread-safe; every plan has threads of its own, which end with it.
 */
public final class Planner {

    private final ObjectStore events;
    private final SliceLimits limits;
    private final int parallelLists;

    /**
     * @param events the bucket or folder of the events
     * @param limits of every slice
     * @param parallelLists how many folders to list at the same time, at least 1
     */
    public Planner(ObjectStore events, SliceLimits limits, int parallelLists) {
        if (parallelLists < 1) {
            throw new IllegalArgumentException("at least one list at a time, not " + parallelLists);
        }
        this.events = events;
        this.limits = limits;
        this.parallelLists = parallelLists;
    }

    /**
     * Makes the plan and writes its slices. The header is left to be written, by {@link PlanStore#writePlan}, once all
     * that goes with the plan is in place.
     *
     * @param requestId whose plan it is
     * @param request its events must lie in this planner's bucket
     * @param scope which of the objects in its range to take
     * @param catalogue describes every event type of the request
     * @param store where to write
     * @return the header
     * @throws IllegalArgumentException if the catalogue lacks a type, or the events lie elsewhere
     * @throws StorageException if a folder cannot be listed or a slice cannot be written
     */
    public ExtractPlan plan(
            String requestId, ExtractRequest request, PlanScope scope, Catalogue catalogue, PlanStore store) {
        requireOurs(request);
        List<EventType> types = request.eventTypes().stream()
                .map(name -> described(name, catalogue))
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(parallelLists);
        try {
            PlanInMaking making = new PlanInMaking(events, scope, limits, store, threads);
            new PartitionLister(events, request.events().prefix(), threads, parallelLists)
                    .list(partitions(types, request.range(), scope), making::add);
            making.finish();
            return new ExtractPlan(requestId, request.events(), types, making.partitions(), making.slices());
        } finally {
            threads.shutdownNow();
        }
    }

    private static Iterator<Partition> partitions(List<EventType> types, TimeRange range, PlanScope scope) {
        return types.stream()
                .flatMap(type -> Partition.of(type, range))
                .filter(scope::has)
                .iterator();
    }

    private void requireOurs(ExtractRequest request) {
        if (!inSameBucket(request.events(), events.root())) {
            throw new IllegalArgumentException(
                    "the request's events lie in " + request.events() + ", the planner lists " + events.root());
        }
    }

    private static boolean inSameBucket(StorageUri left, StorageUri right) {
        return left.scheme().equals(right.scheme()) && left.root().equals(right.root());
    }

    private static EventType described(String name, Catalogue catalogue) {
        return catalogue
                .find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the catalogue has no event type " + name + "; it has " + catalogue.names()));
    }
}
