package org.eventextractor.job.scan;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.MessageType;
import org.eventextractor.core.catalogue.EventType;

/**
 * Finds an event type's user and time in the schemas of its files. Thousands of files share one schema, so each is
 * resolved once. Safe for use by many threads.
 */
final class SchemaResolver {

    /** More than an event type ever had; past it, the cache begins anew. */
    private static final int MAX_CACHED = 256;

    private final EventType type;
    private final ConcurrentMap<MessageType, ResolvedSchema> resolved = new ConcurrentHashMap<>();

    SchemaResolver(EventType type) {
        this.type = type;
    }

    /** @throws ForeignSchemaException if the schema has no such columns, or others than the catalogue says */
    ResolvedSchema resolve(MessageType schema) {
        ResolvedSchema known = resolved.get(schema);
        if (known != null) {
            return known;
        }
        if (resolved.size() >= MAX_CACHED) {
            resolved.clear();
        }
        ResolvedSchema fresh = resolveAnew(schema);
        resolved.put(schema, fresh);
        return fresh;
    }

    private ResolvedSchema resolveAnew(MessageType schema) {
        List<ColumnDescriptor> leaves = schema.getColumns();
        leaves.forEach(SchemaResolver::requireStorableLevels);
        ColumnDescriptor user = FieldLookup.leaf(schema, "user", type.user().path());
        EncodingCheck.requireUser(user, type.user().encoding());
        ColumnDescriptor time = FieldLookup.leaf(schema, "time", type.time().path());
        EncodingCheck.requireTime(time, type.time().encoding());
        return new ResolvedSchema(schema, leaves, user, time);
    }

    private static void requireStorableLevels(ColumnDescriptor leaf) {
        if (leaf.getMaxDefinitionLevel() > Byte.MAX_VALUE) {
            throw new ForeignSchemaException("column " + String.join(".", leaf.getPath()) + " is nested deeper than "
                    + Byte.MAX_VALUE + " levels");
        }
    }
}
