package org.eventextractor.core.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eventextractor.core.json.FieldReader;
import org.eventextractor.core.json.JsonItem;
import org.eventextractor.core.json.StrictDocumentReader;

/** Reads the catalogue document, whose JSON Schema is {@code org/eventextractor/schema/catalogue.schema.json}. */
public final class CatalogueReader {

    private static final String DEFAULT_CATALOGUE = "default-catalogue.json";
    private static final int MAX_EVENT_TYPES = 1_000;

    private final List<String> faults = new ArrayList<>();

    private CatalogueReader() {}

    /**
     * Reads a catalogue.
     *
     * @throws CatalogueException naming everything that is wrong with the document
     */
    public static Catalogue read(byte[] document) {
        return new CatalogueReader().catalogue(document);
    }

    /** The catalogue of the OpenStax event types, which ships with this library. */
    public static Catalogue defaultCatalogue() {
        try (InputStream document = CatalogueReader.class.getResourceAsStream(DEFAULT_CATALOGUE)) {
            if (document == null) {
                throw new IllegalStateException("the library lacks its resource " + DEFAULT_CATALOGUE);
            }
            return read(document.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the library's resource " + DEFAULT_CATALOGUE, e);
        }
    }

    private Catalogue catalogue(byte[] document) {
        List<EventType> eventTypes = StrictDocumentReader.read(document, this::add)
                .map(this::eventTypes)
                .orElse(List.of());
        if (!faults.isEmpty()) {
            throw new CatalogueException(faults);
        }
        return new Catalogue(eventTypes);
    }

    private List<EventType> eventTypes(FieldReader catalogue) {
        catalogue.refuseNulls();
        checkVersion(catalogue);
        catalogue.required("eventTypes");
        List<JsonItem> items = catalogue.list("eventTypes", MAX_EVENT_TYPES).orElse(List.of());
        catalogue.end();
        EventTypeReader reader = new EventTypeReader(this::add);
        List<EventType> eventTypes =
                items.stream().flatMap(item -> eventType(item, reader)).toList();
        checkNames(eventTypes, catalogue.pointer("eventTypes"));
        return eventTypes;
    }

    private Stream<EventType> eventType(JsonItem item, EventTypeReader reader) {
        return item.object().flatMap(reader::read).stream();
    }

    private void checkVersion(FieldReader catalogue) {
        Optional<String> version = catalogue.text("schemaVersion");
        if (version.filter(given -> !given.matches("1\\.[0-9]{1,4}")).isPresent()) {
            add(
                    catalogue.pointer("schemaVersion"),
                    "unsupportedVersion",
                    "this version is not known: " + version.get(),
                    "Write \"1.0\".");
        }
    }

    private void checkNames(List<EventType> eventTypes, String pointer) {
        TreeSet<String> seen = new TreeSet<>();
        for (EventType type : eventTypes) {
            if (!seen.add(type.name())) {
                add(pointer, "duplicateName", "two event types are named " + type.name(), "Remove one of them.");
            }
        }
        if (eventTypes.isEmpty() && faults.isEmpty()) {
            add(pointer, "emptyList", "the catalogue names no event type", "Describe at least one.");
        }
    }

    private void add(String pointer, String code, String message, String suggestion) {
        faults.add((pointer.isEmpty() ? "the document" : pointer) + ": " + message + ". " + suggestion);
    }
}
