package org.eventextractor.core.plan;

import java.util.List;
import org.eventextractor.core.catalogue.EventType;
import org.eventextractor.core.storage.StorageUri;

/**
 * The header of a plan: the frozen list of source objects, cut into slices. It is written after its slices and never
 * changed, so whoever reads it finds all of them, and every worker sees the same input.
 *
 * @param requestId whose plan it is
 * @param events the folder that holds the event types
 * @param eventTypes as the catalogue described them when the plan was made
 * @param partitions every folder listed, empty ones included, in order
 * @param slices in order of their numbers, 0 to n-1
 */
public record ExtractPlan(
        String requestId,
        StorageUri events,
        List<EventType> eventTypes,
        List<PartitionSummary> partitions,
        List<SliceSummary> slices) {

    public ExtractPlan {
        eventTypes = List.copyOf(eventTypes);
        partitions = List.copyOf(partitions);
        slices = List.copyOf(slices);
    }

    /** How many objects all slices hold. */
    public long objects() {
        return slices.stream().mapToLong(SliceSummary::objects).sum();
    }

    /** How many bytes all objects hold. */
    public long bytes() {
        return slices.stream().mapToLong(SliceSummary::bytes).sum();
    }

    /**
     * The description of an event type of this plan.
     *
     * @throws IllegalArgumentException if the plan has no such type
     */
    public EventType eventType(String name) {
        return eventTypes.stream()
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the plan has no event type " + name));
    }
}
