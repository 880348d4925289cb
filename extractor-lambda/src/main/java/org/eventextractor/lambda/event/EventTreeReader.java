package org.eventextractor.lambda.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.io.IOException;
import java.io.InputStream;
import org.eventextractor.core.json.Json;
import org.jspecify.annotations.Nullable;

/** What the readers of all events need: the event as a tree, and fields that must be there. */
final class EventTreeReader {

    /** Lambda's own limit for what a function is called with. */
    private static final int MAX_BYTES = 6 << 20;

    private EventTreeReader() {}

    static JsonNode read(InputStream input) throws IOException {
        byte[] bytes = input.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new UnreadableEventException("the event is larger than " + MAX_BYTES + " bytes");
        }
        try {
            return object(Json.mapper().readTree(bytes));
        } catch (IOException e) {
            throw new UnreadableEventException("the event is not JSON", e);
        }
    }

    static JsonNode read(String text) {
        try {
            return object(Json.mapper().readTree(text));
        } catch (IOException e) {
            throw new UnreadableEventException("the message's body is not JSON", e);
        }
    }

    static String required(JsonNode node, String pointer) {
        String text = optional(node, pointer);
        if (text == null) {
            throw new UnreadableEventException("the event lacks " + pointer);
        }
        return text;
    }

    static @Nullable String optional(JsonNode node, String pointer) {
        String text = node.at(pointer).asText("");
        return text.isEmpty() ? null : text;
    }

    private static JsonNode object(JsonNode tree) {
        if (tree.getNodeType() != JsonNodeType.OBJECT) {
            throw new UnreadableEventException("the event is not a JSON object");
        }
        return tree;
    }
}
