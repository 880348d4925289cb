package org.eventextractor.core.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.eventextractor.core.json.Json;

/** Writes incomplete.json. */
public final class IncompleteMarkCodec {

    private static final String SCHEMA_VERSION = "1.0";

    private IncompleteMarkCodec() {}

    /** The document's bytes; the same mark gives the same bytes. */
    public static byte[] write(IncompleteMark mark) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("schemaVersion", SCHEMA_VERSION);
        json.setAll((ObjectNode) Json.tree(mark));
        return Json.write(json);
    }
}
