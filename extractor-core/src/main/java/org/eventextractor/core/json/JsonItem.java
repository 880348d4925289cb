package org.eventextractor.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One value of a document, and where it stands. Asking for it as a type that it is not tells the sink. */
public final class JsonItem {

    private final String pointer;
    private final JsonNode value;
    private final FaultSink faults;

    JsonItem(String pointer, JsonNode value, FaultSink faults) {
        this.pointer = pointer;
        this.value = value;
        this.faults = faults;
    }

    /** Where the value stands, as a JSON Pointer. */
    public String pointer() {
        return pointer;
    }

    /** The value for a message, cut to one line. */
    public String shown() {
        return Shown.value(value);
    }

    /** The value if it is a text that UTF-8 can write; empty, and a fault, if not. */
    public Optional<String> text() {
        return isA(value.isTextual(), "a text in quotes") && isWhole(value.textValue())
                ? Optional.of(value.textValue())
                : Optional.empty();
    }

    /** The value if it is an object; empty, and a fault, if not. */
    public Optional<FieldReader> object() {
        return isA(value.isObject(), "an object in braces {}")
                ? Optional.of(new FieldReader(pointer, value, faults))
                : Optional.empty();
    }

    JsonNode value() {
        return value;
    }

    private boolean isWhole(String text) {
        boolean whole = text.chars().noneMatch(letter -> Character.isSurrogate((char) letter))
                || StandardCharsets.UTF_8.newEncoder().canEncode(text);
        if (!whole) {
            faults.add(pointer, "brokenText", "this text holds half of a character", "Remove the stray \\u escape.");
        }
        return whole;
    }

    boolean isA(boolean rightType, String wanted) {
        if (!rightType) {
            String given = value.isContainerNode() || value.isNull() ? shown() : Shown.kind(value) + ": " + shown();
            faults.add(pointer, "wrongType", "this is " + given, "It must be " + wanted + ".");
        }
        return rightType;
    }
}
