package org.eventextractor.job.scan;

import java.util.stream.Collectors;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Follows a dotted path of field names down a schema. */
final class FieldLookup {

    private static final int MAX_NAMES_SHOWN = 30;

    private FieldLookup() {}

    /**
     * The leaf column at a path.
     *
     * @param role what the column is for, for messages
     * @throws ForeignSchemaException if there is none, or it may hold more than one value a row
     */
    static ColumnDescriptor leaf(MessageType schema, String role, String path) {
        String[] names = path.split("\\.", -1);
        Type field = schema;
        for (String name : names) {
            field = child(field, name, role, path);
        }
        if (!field.isPrimitive()) {
            throw new ForeignSchemaException("the " + role + " column " + path + " is a group, not a value");
        }
        return schema.getColumnDescription(names);
    }

    private static Type child(Type parent, String name, String role, String path) {
        if (parent.isPrimitive() || !parent.asGroupType().containsField(name)) {
            throw new ForeignSchemaException("there is no " + role + " column " + path + "; "
                    + (parent.isPrimitive() ? parent.getName() + " is a value" : "there are " + names(parent)));
        }
        Type child = parent.asGroupType().getType(name);
        if (child.isRepetition(Type.Repetition.REPEATED)) {
            throw new ForeignSchemaException("the " + role + " column " + path + " lies in the repeated field " + name);
        }
        return child;
    }

    private static String names(Type parent) {
        GroupType group = parent.asGroupType();
        String shown = group.getFields().stream()
                .limit(MAX_NAMES_SHOWN)
                .map(Type::getName)
                .collect(Collectors.joining(", "));
        return group.getFieldCount() > MAX_NAMES_SHOWN ? shown + ", ..." : shown;
    }
}
