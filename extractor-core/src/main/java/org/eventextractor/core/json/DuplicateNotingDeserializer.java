package org.eventextractor.core.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.JsonNodeDeserializer;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Builds a tree and tells of every key given twice, instead of ending at the first. */
final class DuplicateNotingDeserializer extends JsonNodeDeserializer {

    private static final long serialVersionUID = 1L;

    /** The context's attribute that holds a {@code Set<String>}, to which the pointers of the keys are added. */
    static final String DUPLICATES = "duplicates";

    @Override
    protected void _handleDuplicateField(
            JsonParser parser,
            DeserializationContext context,
            JsonNodeFactory factory,
            String name,
            ObjectNode object,
            JsonNode oldValue,
            JsonNode newValue) {
        @SuppressWarnings("unchecked")
        Set<String> duplicates = (Set<String>) context.getAttribute(DUPLICATES);
        duplicates.add(parser.getParsingContext().pathAsPointer().toString());
    }
}
