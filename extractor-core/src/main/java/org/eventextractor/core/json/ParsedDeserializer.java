package org.eventextractor.core.json;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import java.util.function.Function;

/** Reads a value from its text by the value's own parser. */
final class ParsedDeserializer<T> extends FromStringDeserializer<T> {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // mappers are never serialized here
    private final transient Function<String, T> parser;

    ParsedDeserializer(Class<T> type, Function<String, T> parser) {
        super(type);
        this.parser = parser;
    }

    @Override
    protected T _deserialize(String text, DeserializationContext context) {
        return parser.apply(text);
    }
}
