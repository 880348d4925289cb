package org.eventextractor.lambda.configuration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventextractor.core.config.ConfigurationException;
import org.eventextractor.core.json.FieldReader;
import org.eventextractor.core.json.StrictDocumentReader;

/** Reads the configuration object of an alias: settings by the names they have in the environment. Used once. */
final class SettingsReader {

    private static final int MAX_ITEMS = 1_000;
    private static final int MAX_LENGTH = 2_048;

    private final List<String> faults = new ArrayList<>();
    private final Map<String, String> settings = new HashMap<>();

    private SettingsReader() {}

    /**
     * Reads an object.
     *
     * @param what names it in an exception
     * @return the settings, spelled as the environment would have them
     * @throws ConfigurationException naming everything that is wrong with it
     */
    static Map<String, String> read(byte[] document, String what) {
        SettingsReader reader = new SettingsReader();
        StrictDocumentReader.read(document, reader::add).ifPresent(reader::readAll);
        if (!reader.faults.isEmpty()) {
            throw new ConfigurationException(what, reader.faults);
        }
        return Map.copyOf(reader.settings);
    }

    private void readAll(FieldReader document) {
        document.refuseNulls();
        for (Setting setting : Setting.values()) {
            text(document, setting).ifPresent(text -> settings.put(setting.name(), text));
        }
        document.end();
    }

    private Optional<String> text(FieldReader document, Setting setting) {
        String name = setting.name();
        return switch (setting.kind()) {
            case TEXT -> document.text(name, MAX_LENGTH);
            case FLAG -> document.flag(name).map(String::valueOf);
            case NUMBER -> document.integer(name, 1, Integer.MAX_VALUE).map(String::valueOf);
            case LIST -> document.texts(name, MAX_ITEMS, MAX_LENGTH).flatMap(items -> joined(document, name, items));
            case SECRET -> refused(document, name, "this is a secret", "Keep it in the function's environment.");
            case PLACE -> refused(document, name, "this says where the objects are", "Set it in the environment.");
        };
    }

    /** Nothing for a list without items: in the environment that would mean "not set". */
    private Optional<String> joined(FieldReader document, String name, List<String> items) {
        if (items.isEmpty()) {
            add(document.pointer(name), "emptyList", "this list is empty", "Name something, or leave it out.");
        }
        items.stream()
                .filter(item -> item.contains(","))
                .forEach(
                        item -> add(document.pointer(name), "comma", "\"" + item + "\" holds a comma", "Make it two."));
        return Optional.of(String.join(",", items));
    }

    private Optional<String> refused(FieldReader document, String name, String message, String suggestion) {
        if (document.has(name)) {
            add(document.pointer(name), "notHere", message, suggestion);
        }
        return Optional.empty();
    }

    private void add(String pointer, String code, String message, String suggestion) {
        faults.add((pointer.isEmpty() ? "the document" : pointer) + ": " + message + ". " + suggestion);
    }
}
