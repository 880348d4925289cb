package org.eventextractor.core.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * The event types that a deployment knows.
 *
 * @param eventTypes in the document's order, no name twice
 */
public record Catalogue(List<EventType> eventTypes) {

    public Catalogue {
        eventTypes = List.copyOf(eventTypes);
        long distinct = eventTypes.stream().map(EventType::name).distinct().count();
        if (distinct != eventTypes.size()) {
            throw new IllegalArgumentException("an event type is named twice: " + names(eventTypes));
        }
    }

    public Optional<EventType> find(String name) {
        return eventTypes.stream().filter(type -> type.name().equals(name)).findFirst();
    }

    public List<String> names() {
        return names(eventTypes);
    }

    private static List<String> names(List<EventType> eventTypes) {
        return eventTypes.stream().map(EventType::name).toList();
    }
}
