package org.eventextractor.core.plan;

import java.util.Set;
import org.eventextractor.core.storage.StorageUri;

/**
 * Which of the objects in a request's range a plan takes.
 *
 * @param all true for every object; the sets are empty then
 * @param partitions otherwise the folders to look into, as {@code type/year=YYYY/month=MM/day=DD}
 * @param objects otherwise the URIs of the objects to take, where they still are
 */
public record PlanScope(boolean all, Set<String> partitions, Set<String> objects) {

    public PlanScope {
        partitions = Set.copyOf(partitions);
        objects = Set.copyOf(objects);
        if (all && !(partitions.isEmpty() && objects.isEmpty())) {
            throw new IllegalArgumentException("a plan takes all objects, or those that are named");
        }
    }

    /** Every object in the range. */
    public static PlanScope everything() {
        return new PlanScope(true, Set.of(), Set.of());
    }

    /** Only these objects, of these folders. */
    public static PlanScope only(Set<String> partitions, Set<String> objects) {
        return new PlanScope(false, partitions, objects);
    }

    boolean has(Partition partition) {
        return all || partitions.contains(partition.name());
    }

    boolean has(StorageUri object) {
        return all || objects.contains(object.toString());
    }
}
