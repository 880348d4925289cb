package org.eventextractor.core.json;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The published JSON Schemas, for the tests that hold documents against them. */
public final class Schemas {

    private Schemas() {}

    /**
     * What the schema {@code request}, {@code catalogue}, {@code status}, {@code results} or {@code manifest} finds.
     */
    public static List<String> findings(String schema, byte[] document) {
        return load(schema).validate(new String(document, StandardCharsets.UTF_8), InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }

    /** The schema's own text. */
    public static byte[] bytes(String schema) {
        String resource = "/org/eventextractor/schema/" + schema + ".schema.json";
        try (InputStream bytes = Objects.requireNonNull(Schemas.class.getResourceAsStream(resource), resource)) {
            return bytes.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    private static Schema load(String schema) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(new String(bytes(schema), StandardCharsets.UTF_8), InputFormat.JSON);
    }
}
