package org.eventextractor.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Cuts a row of objects greedily into slices: an object goes into the open slice where there is room for it and begins
 * the next one otherwise. A slice is handed on as soon as it is closed, and not kept.
 *
 * <p>Used by one thread.
 */
final class SliceCutter {

    private final SliceLimits limits;
    private final Consumer<Slice> slices;
    private final List<SourceObject> open = new ArrayList<>();
    private String openType = "";
    private long openBytes;
    private int closed;

    SliceCutter(SliceLimits limits, Consumer<Slice> slices) {
        this.limits = limits;
        this.slices = slices;
    }

    void add(String eventType, SourceObject object) {
        if (!hasRoomFor(eventType, object)) {
            close();
        }
        openType = eventType;
        open.add(object);
        openBytes += object.size();
    }

    /** Hands on the open slice, if there is one. */
    void close() {
        if (!open.isEmpty()) {
            slices.accept(new Slice(new SliceSummary(closed, openType, open.size(), openBytes), open));
            closed++;
            open.clear();
            openBytes = 0;
        }
    }

    private boolean hasRoomFor(String eventType, SourceObject object) {
        return eventType.equals(openType)
                && open.size() < limits.maxObjects()
                && openBytes + object.size() <= limits.maxBytes();
    }
}
