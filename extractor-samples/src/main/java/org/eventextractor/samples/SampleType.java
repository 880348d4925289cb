package org.eventextractor.samples;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.avro.Schema;

/** The event types there are samples of, with the schemas of their files. */
@SuppressWarnings("ImmutableEnumChecker") // nobody changes a schema once it is parsed
public enum SampleType {
    /** Its older files lack {@code platform, release_id, service_worker, organization_id}. */
    STARTED_SESSION("started_session", "started_session_v1_older", "started_session_v1"),
    ACCESSED_STUDYGUIDE("accessed_studyguide", "accessed_studyguide_v1"),
    CHANGED_STATE("changed_state", "changed_state_v1"),
    /** Its older files have {@code source_id, annotation, scope_id}, which newer ones lack. */
    CREATED_HIGHLIGHT("created_highlight", "created_highlight_v1", "created_highlight_v2"),
    INTERACTED_ELEMENT("interacted_element", "interacted_element_v1"),
    NUDGED("nudged", "nudged_v1"),
    /** Its user is nested in a union and its time is text, which may be missing. */
    XAPI_STATEMENT("xapi_statement", "xapi_statement");

    private final String eventType;
    private final Schema olderSchema;
    private final Schema schema;

    SampleType(String eventType, String schema) {
        this(eventType, schema, schema);
    }

    SampleType(String eventType, String olderSchema, String schema) {
        this.eventType = eventType;
        this.olderSchema = load(olderSchema);
        this.schema = olderSchema.equals(schema) ? this.olderSchema : load(schema);
    }

    /** The name of its folder, and its name in requests. */
    public String eventType() {
        return eventType;
    }

    /** The Avro schema of files before {@link SampleSpec#newerSchemasFrom()}; often the same as {@link #schema()}. */
    public Schema olderSchema() {
        return olderSchema;
    }

    /** The newest Avro schema. */
    public Schema schema() {
        return schema;
    }

    /** Whether its rows count the events of their session. */
    boolean hasOrder() {
        return schema.getField("session_order") != null;
    }

    /** Whether every row has a time. */
    boolean isAlwaysTimed() {
        return schema.getField("occurred_at") != null;
    }

    private static Schema load(String name) {
        try (InputStream resource = Objects.requireNonNull(
                SampleType.class.getResourceAsStream(name + ".avsc"),
                "no schema " + name + ".avsc on the class path")) {
            return new Schema.Parser().parse(resource);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the schema " + name + ".avsc", e);
        }
    }
}
