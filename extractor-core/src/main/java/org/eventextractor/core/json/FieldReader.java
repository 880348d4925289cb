package org.eventextractor.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Reads the fields of one JSON object by name and type. Every value that is not what was asked for goes to the
 * {@link FaultSink}; the caller gets nothing for it and reads on. When all known fields were asked for, {@link #end}
 * tells of those that nobody knows.
 *
 * <p>A field that is {@code null} counts as absent, except after {@link #refuseNulls}.
 *
 * <p>Not thread-safe.
 */
public final class FieldReader {

    private static final String WRONG_TYPE_LIST = "a list in brackets []";

    private final String pointer;
    private final JsonNode object;
    private final FaultSink faults;
    private final Set<String> asked = new TreeSet<>();
    private boolean nullsRefused;

    FieldReader(String pointer, JsonNode object, FaultSink faults) {
        this.pointer = pointer;
        this.object = object;
        this.faults = faults;
    }

    /** Where the object stands, as a JSON Pointer. */
    public String pointer() {
        return pointer;
    }

    /** Where a field of it stands or would stand, as a JSON Pointer. */
    public String pointer(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /** Makes every field that is {@code null} a fault: here an absent value would mean something else. */
    public FieldReader refuseNulls() {
        nullsRefused = true;
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (field.getValue().isNull()) {
                faults.add(
                        pointer(field.getKey()),
                        "nullValue",
                        "this is null",
                        "Give a value, or remove \"" + Shown.cut(field.getKey()) + "\".");
            }
        }
        return this;
    }

    /** Whether the document names the field, even as {@code null}. */
    public boolean has(String name) {
        asked.add(name);
        return object.has(name);
    }

    /** The field's value of whatever type; empty if it is absent. */
    public Optional<JsonItem> item(String name) {
        asked.add(name);
        return Optional.ofNullable(object.get(name))
                .filter(value -> !value.isNull())
                .map(value -> new JsonItem(pointer(name), value, faults));
    }

    /** As {@link #item}, and a fault if it is absent. */
    public Optional<JsonItem> required(String name) {
        Optional<JsonItem> item = item(name);
        boolean alreadyTold = nullsRefused && object.has(name);
        if (item.isEmpty() && !alreadyTold) {
            faults.add(pointer(name), "missing", "\"" + name + "\" is missing", "Add it.");
        }
        return item;
    }

    /** The field's text. */
    public Optional<String> text(String name) {
        return item(name).flatMap(JsonItem::text);
    }

    /** The field's text, which is longer than {@code maxLength} only with a fault. */
    public Optional<String> text(String name, int maxLength) {
        Optional<String> text = text(name);
        text.filter(given -> length(given) > maxLength)
                .ifPresent(given -> faults.add(
                        pointer(name),
                        "tooLong",
                        "this text has " + length(given) + " characters",
                        "Shorten it to " + maxLength + " characters."));
        return text;
    }

    /** The field's truth value. */
    public Optional<Boolean> flag(String name) {
        return item(name)
                .filter(item -> item.isA(item.value().isBoolean(), "true or false, without quotes"))
                .map(item -> item.value().booleanValue());
    }

    /** The field's whole number, from {@code min} to {@code max}, both included. */
    public Optional<Long> integer(String name, long min, long max) {
        return item(name)
                .filter(item -> item.isA(item.value().isNumber(), "a number without quotes"))
                .filter(item -> isWithin(item, min, max))
                .map(item -> item.value().longValue());
    }

    /** The field's enum constant, spelled in camelCase. */
    public <E extends Enum<E>> Optional<E> constant(String name, Class<E> type) {
        List<E> constants = List.of(type.getEnumConstants());
        Optional<String> text = text(name);
        Optional<E> found = text.flatMap(given -> constants.stream()
                .filter(constant -> Json.name(constant).equals(given))
                .findFirst());
        if (found.isEmpty()) {
            List<String> known = constants.stream().map(Json::name).toList();
            text.ifPresent(given -> faults.add(
                    pointer(name),
                    "unknownValue",
                    "\"" + Shown.cut(given) + "\" is not known here",
                    DidYouMean.suggestion(given, known)));
        }
        return found;
    }

    /** The field's object. */
    public Optional<FieldReader> object(String name) {
        return item(name).flatMap(JsonItem::object);
    }

    /** The field's items; empty if it is absent, not a list, or has more than {@code maxItems}. */
    public Optional<List<JsonItem>> list(String name, int maxItems) {
        return item(name)
                .filter(item -> item.isA(item.value().isArray(), WRONG_TYPE_LIST))
                .filter(item -> isShort(item, maxItems))
                .map(this::items);
    }

    /**
     * The field's texts, each not empty and at most {@code maxLength} characters long; an item that is anything else is
     * left out with a fault.
     */
    public Optional<List<String>> texts(String name, int maxItems, int maxLength) {
        return list(name, maxItems)
                .map(items -> items.stream()
                        .flatMap(item -> boundedText(item, maxLength))
                        .toList());
    }

    /** Ends the reading: every field that was never asked for is a fault. */
    public void end() {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!asked.contains(field.getKey())) {
                faults.add(
                        pointer(field.getKey()),
                        "unknownField",
                        "there is no field \"" + Shown.cut(field.getKey()) + "\" here",
                        DidYouMean.suggestion(field.getKey(), asked));
            }
        }
    }

    private List<JsonItem> items(JsonItem list) {
        List<JsonItem> items = new ArrayList<>(list.value().size());
        for (JsonNode value : list.value()) {
            items.add(new JsonItem(list.pointer() + "/" + items.size(), value, faults));
        }
        return items;
    }

    private boolean isShort(JsonItem list, int maxItems) {
        int size = list.value().size();
        if (size > maxItems) {
            faults.add(
                    list.pointer(),
                    "tooMany",
                    String.format(Locale.ROOT, "this list has %,d items", size),
                    String.format(Locale.ROOT, "Give at most %,d.", maxItems));
        }
        return size <= maxItems;
    }

    private Stream<String> boundedText(JsonItem item, int maxLength) {
        Optional<String> text = item.text();
        boolean bounded = text.filter(given -> !given.isBlank() && length(given) <= maxLength)
                .isPresent();
        if (text.isPresent() && !bounded) {
            boolean blank = text.get().isBlank();
            faults.add(
                    item.pointer(),
                    blank ? "emptyText" : "tooLong",
                    blank
                            ? "this text is blank: " + item.shown()
                            : "this text has " + length(text.get()) + " characters",
                    "Give 1 to " + maxLength + " characters that are not all blank.");
        }
        return text.filter(given -> bounded).stream();
    }

    private boolean isWithin(JsonItem item, long min, long max) {
        JsonNode number = item.value();
        boolean within = number.canConvertToExactIntegral()
                && number.canConvertToLong()
                && number.longValue() >= min
                && number.longValue() <= max;
        if (!within) {
            String bounds = max == Long.MAX_VALUE ? min + " or more" : min + " to " + max;
            faults.add(
                    item.pointer(),
                    "outOfRange",
                    item.shown() + " is not allowed",
                    "Give a whole number, " + bounds + ".");
        }
        return within;
    }

    /** In characters as people and JSON Schema count them: code points. */
    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
