package org.eventextractor.local.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.eventextractor.core.json.Json;

/** Writes JSON as AWS does: on one line, and a field without a value is left out rather than null. Thread-safe. */
public final class AwsJsonCodec {
    private static final ObjectWriter WRITER = Json.mapper()
            .copy()
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
            .writer()
            .withoutFeatures(SerializationFeature.INDENT_OUTPUT);

    private AwsJsonCodec() {}

    /** The document as text. */
    public static String text(Object document) {
        return new String(write(document), StandardCharsets.UTF_8);
    }

    /** The document's UTF-8 bytes. */
    public static byte[] write(Object document) {
        try {
            return WRITER.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("cannot write " + document.getClass().getSimpleName() + " as JSON", e);
        }
    }
}
