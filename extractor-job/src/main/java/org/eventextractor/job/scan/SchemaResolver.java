package org.eventextractor.job.scan;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.IntStream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.eventextractor.core.catalogue.EventType;

/**
 * Finds an event type's user and time in the schemas of its files. Thousands of files share one schema, so each is
 * resolved once. Safe for use by many threads.
 */
final class SchemaResolver {

    /** More than an event type ever had; past it, the cache begins anew. */
    private static final int MAX_CACHED = 256;

    private final EventType type;
    /** Those of user and time among them; empty for all. */
    private final Set<String> columns;

    private final ConcurrentMap<MessageType, ResolvedSchema> resolved = new ConcurrentHashMap<>();

    /** @param columns the top-level columns to deliver, in addition to those of user and time; empty for all */
    SchemaResolver(EventType type, List<String> columns) {
        this.type = type;
        this.columns = columns.isEmpty() ? Set.of() : withUserAndTime(type, columns);
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
        MessageType delivered = columns.isEmpty() ? schema : projection(schema);
        List<Integer> deliveredLeaves = IntStream.range(0, leaves.size())
                .filter(leaf -> delivered.containsField(leaves.get(leaf).getPath()[0]))
                .boxed()
                .toList();
        return new ResolvedSchema(leaves, leaves.indexOf(user), leaves.indexOf(time), delivered, deliveredLeaves);
    }

    private MessageType projection(MessageType schema) {
        List<Type> fields = schema.getFields().stream()
                .filter(field -> columns.contains(field.getName()))
                .toList();
        return new MessageType(schema.getName(), fields);
    }

    private static Set<String> withUserAndTime(EventType type, List<String> columns) {
        Set<String> wanted = new HashSet<>(columns);
        wanted.add(topLevel(type.user().path()));
        wanted.add(topLevel(type.time().path()));
        return wanted;
    }

    private static String topLevel(String path) {
        int dot = path.indexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }

    private static void requireStorableLevels(ColumnDescriptor leaf) {
        if (leaf.getMaxDefinitionLevel() > Byte.MAX_VALUE) {
            throw new ForeignSchemaException("column " + String.join(".", leaf.getPath()) + " is nested deeper than "
                    + Byte.MAX_VALUE + " levels");
        }
    }
}
