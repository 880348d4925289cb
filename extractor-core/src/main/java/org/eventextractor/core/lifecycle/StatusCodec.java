package org.eventextractor.core.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.eventextractor.core.json.Json;

/** Writes and reads the status document, in which progress and timeline stand flat beside the rest. */
public final class StatusCodec {

    private static final String SCHEMA_VERSION = "schemaVersion";
    private static final String CURRENT_VERSION = "1.0";
    private static final String PROGRESS = "progress";
    private static final String TIMELINE = "timeline";
    private static final List<String> TIMELINE_FIELDS =
            List.of("createdAt", "startedAt", "updatedAt", "estimatedCompletion");
    private static final List<String> PROGRESS_FIELDS = List.of(
            "percentComplete",
            "slicesTotal",
            "slicesDone",
            "objectsTotal",
            "objectsDone",
            "eventsMatched",
            "bytesRead",
            "bytesWritten");

    private StatusCodec() {}

    public static byte[] write(RequestStatus status) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put(SCHEMA_VERSION, CURRENT_VERSION);
        for (Map.Entry<String, JsonNode> field : Json.tree(status).properties()) {
            if (field.getKey().equals(PROGRESS) || field.getKey().equals(TIMELINE)) {
                json.setAll((ObjectNode) field.getValue());
            } else {
                json.set(field.getKey(), field.getValue());
            }
        }
        return Json.write(json);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws UncheckedIOException if the bytes are not a status document
     */
    public static RequestStatus read(byte[] bytes) {
        ObjectNode json = Json.read(bytes, ObjectNode.class);
        nest(json, PROGRESS, PROGRESS_FIELDS);
        nest(json, TIMELINE, TIMELINE_FIELDS);
        return Json.read(Json.write(json), RequestStatus.class);
    }

    private static void nest(ObjectNode json, String name, List<String> fields) {
        ObjectNode nested = Json.mapper().createObjectNode();
        for (String field : fields) {
            JsonNode value = json.remove(field);
            if (value != null) {
                nested.set(field, value);
            }
        }
        json.set(name, nested);
    }
}
