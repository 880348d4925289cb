package org.eventextractor.core.json;

import com.fasterxml.jackson.databind.JsonNode;

/** Shows values in messages, never longer than a line. */
final class Shown {

    private static final int LONGEST = 80;

    private Shown() {}

    static String text(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** Text in quotes, numbers and literals as they are, lists and objects by their kind. */
    static String value(JsonNode value) {
        return value.isContainerNode() ? kind(value) : text(value.toString());
    }

    static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            default -> "null";
        };
    }
}
