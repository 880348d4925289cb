package org.eventextractor.core.request;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eventextractor.core.catalogue.Catalogue;
import org.eventextractor.core.json.DidYouMean;
import org.eventextractor.core.json.FieldReader;
import org.eventextractor.core.json.JsonItem;

/** {@code criteria.eventTypes}: names of the catalogue. */
final class EventTypesSection {

    private static final String EVENT_TYPES = "eventTypes";
    private static final int MAX_ITEMS = 1_000;

    private final Catalogue catalogue;
    private final Findings findings;

    EventTypesSection(Catalogue catalogue, Findings findings) {
        this.catalogue = catalogue;
        this.findings = findings;
    }

    /** The known names, each once, in the request's order. */
    List<String> read(FieldReader criteria) {
        criteria.required(EVENT_TYPES);
        Optional<List<JsonItem>> items = criteria.list(EVENT_TYPES, MAX_ITEMS);
        Set<String> names = new LinkedHashSet<>();
        for (JsonItem item : items.orElse(List.of())) {
            item.text().filter(name -> isKnown(name, item)).ifPresent(name -> addOnce(name, item, names));
        }
        if (items.filter(List::isEmpty).isPresent()) {
            findings.faults()
                    .add(
                            criteria.pointer(EVENT_TYPES),
                            "emptyList",
                            "the list of event types is empty",
                            "Name at least one of: " + String.join(", ", catalogue.names()) + ".");
        }
        return List.copyOf(names);
    }

    private boolean isKnown(String name, JsonItem item) {
        boolean known = catalogue.find(name).isPresent();
        if (!known) {
            String message = "there is no event type " + item.shown();
            String suggestion = DidYouMean.suggestion(name, catalogue.names());
            findings.faults().add(item.pointer(), "unknownEventType", message, suggestion);
        }
        return known;
    }

    private void addOnce(String name, JsonItem item, Set<String> names) {
        if (!names.add(name)) {
            String message = "\"" + name + "\" is given more than once; it is counted once";
            findings.warnings().add(item.pointer(), "duplicateEventType", message, "");
        }
    }
}
