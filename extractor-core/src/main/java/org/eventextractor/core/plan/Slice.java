package org.eventextractor.core.plan;

import java.util.List;

/**
 * The unit of work, of retry and of resume: consecutive objects of one event type, bounded in bytes and in number. It
 * makes at most one output file.
 *
 * @param summary number, type and size
 * @param objects in the order of their days, then of their keys
 */
public record Slice(SliceSummary summary, List<SourceObject> objects) {

    public Slice {
        objects = List.copyOf(objects);
    }
}
