package org.eventextractor.core.json;

import com.fasterxml.jackson.databind.JsonNode;

/** Shows given values in messages, never longer than a line. */
public final class Shown {

    private static final int LONGEST = 80;

    private Shown() {}

    /** The text, cut to a length that fits a message. */
    public static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** Text in quotes, numbers and literals as they are, lists and objects by their kind. */
    static String value(JsonNode value) {
        return value.isContainerNode() ? kind(value) : cut(value.toString());
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
