package org.eventextractor.job.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapKeyValueTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.ID;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;
import org.eventextractor.job.scan.ForeignSchemaException;
import org.jspecify.annotations.Nullable;

/**
 * The schema that holds the rows of both of two files, by name: fields keep their types, annotations and ids, the newer
 * file's own fields follow the older one's of their group, and a field that may be missing is optional.
 */
final class SchemaUnion {

    private SchemaUnion() {}

    /** @throws ForeignSchemaException if a field is of different types in the two; the message names it */
    static MessageType of(MessageType older, MessageType newer) {
        return older.equals(newer) ? older : new MessageType(older.getName(), fields(older, newer, ""));
    }

    private static List<Type> fields(GroupType older, GroupType newer, String path) {
        List<Type> fields = new ArrayList<>();
        for (Type field : older.getFields()) {
            String name = field.getName();
            fields.add(
                    newer.containsField(name) ? union(field, newer.getType(name), path + name) : mayBeMissing(field));
        }
        newer.getFields().stream()
                .filter(field -> !older.containsField(field.getName()))
                .map(SchemaUnion::mayBeMissing)
                .forEach(fields::add);
        return fields;
    }

    private static Type union(Type older, Type newer, String path) {
        boolean same = older.isPrimitive() == newer.isPrimitive()
                && older.isRepetition(Repetition.REPEATED) == newer.isRepetition(Repetition.REPEATED)
                && Objects.equals(older.getLogicalTypeAnnotation(), newer.getLogicalTypeAnnotation());
        if (!same) {
            throw contradiction(older, newer, path);
        }
        Type merged = older.isPrimitive()
                ? primitive(older.asPrimitiveType(), newer.asPrimitiveType(), path)
                : group(older.asGroupType(), newer.asGroupType(), path);
        return withId(withRepetition(merged, wider(older, newer)), id(older, newer, path));
    }

    private static Type primitive(PrimitiveType older, PrimitiveType newer, String path) {
        boolean same = older.getPrimitiveTypeName() == newer.getPrimitiveTypeName()
                && older.getTypeLength() == newer.getTypeLength();
        if (!same) {
            throw contradiction(older, newer, path);
        }
        return older;
    }

    /** Lists and maps have a shape of their own, in which no field can be added. */
    private static Type group(GroupType older, GroupType newer, String path) {
        if (isContainer(older) && !names(older).equals(names(newer))) {
            throw contradiction(older, newer, path);
        }
        return older.withNewFields(fields(older, newer, path + "."));
    }

    private static boolean isContainer(GroupType group) {
        var logical = group.getLogicalTypeAnnotation();
        return logical instanceof ListLogicalTypeAnnotation
                || logical instanceof MapLogicalTypeAnnotation
                || logical instanceof MapKeyValueTypeAnnotation;
    }

    private static List<String> names(GroupType group) {
        return group.getFields().stream().map(Type::getName).toList();
    }

    private static Type mayBeMissing(Type field) {
        return field.isRepetition(Repetition.REQUIRED) ? withRepetition(field, Repetition.OPTIONAL) : field;
    }

    private static Repetition wider(Type older, Type newer) {
        return older.isRepetition(Repetition.REQUIRED) ? newer.getRepetition() : older.getRepetition();
    }

    private static Type withRepetition(Type field, Repetition repetition) {
        if (field.isRepetition(repetition)) {
            return field;
        }
        Type changed = field.isPrimitive()
                ? withRepetition(field.asPrimitiveType(), repetition)
                : Types.buildGroup(repetition)
                        .as(field.getLogicalTypeAnnotation())
                        .addFields(field.asGroupType().getFields().toArray(new Type[0]))
                        .named(field.getName());
        return withId(changed, field.getId());
    }

    private static Type withRepetition(PrimitiveType field, Repetition repetition) {
        return Types.primitive(field.getPrimitiveTypeName(), repetition)
                .length(field.getTypeLength())
                .as(field.getLogicalTypeAnnotation())
                .columnOrder(field.columnOrder())
                .named(field.getName());
    }

    private static Type withId(Type field, @Nullable ID id) {
        return id == null ? field : field.withId(id.intValue());
    }

    private static @Nullable ID id(Type older, Type newer, String path) {
        if (older.getId() != null && newer.getId() != null && !older.getId().equals(newer.getId())) {
            throw contradiction(older, newer, path);
        }
        return older.getId() == null ? newer.getId() : older.getId();
    }

    private static ForeignSchemaException contradiction(Type older, Type newer, String path) {
        return new ForeignSchemaException("the column " + path + " is " + describe(newer) + " here, but "
                + describe(older) + " in the files before it");
    }

    private static String describe(Type type) {
        return type.toString().replaceAll("\\s+", " ");
    }
}
