package org.eventextractor.job.write;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.eventextractor.core.catalogue.EventType;
import org.eventextractor.core.document.FileSchema;
import org.eventextractor.core.document.FileSchema.Column;

/** Describes a data file's schema for the manifest. */
public final class FileSchemas {

    private static final int ID_DIGITS = 12;

    private FileSchemas() {}

    /**
     * The leaf columns of a schema; the same columns get the same id.
     *
     * @param type tells which columns are sensitive: a group's name counts for all columns below it
     */
    public static FileSchema describe(MessageType schema, EventType type) {
        List<Column> columns = schema.getColumns().stream()
                .map(leaf -> describe(leaf, type.sensitiveColumns()))
                .toList();
        String lines = columns.stream().map(FileSchemas::line).collect(Collectors.joining("\n"));
        return new FileSchema("schema-" + DigestUtils.sha256Hex(lines).substring(0, ID_DIGITS), columns);
    }

    private static String line(Column column) {
        return String.join(
                " ", column.name(), column.type(), column.logicalType(), Boolean.toString(column.sensitive()));
    }

    private static Column describe(ColumnDescriptor leaf, List<String> sensitiveColumns) {
        PrimitiveType type = leaf.getPrimitiveType();
        String path = String.join(".", leaf.getPath());
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        boolean sensitive =
                sensitiveColumns.stream().anyMatch(column -> path.equals(column) || path.startsWith(column + "."));
        return new Column(path, physicalType(type), logical == null ? "" : logical.toString(), sensitive);
    }

    /** As Parquet's schema text has it: {@code optional fixed_len_byte_array(16)}. */
    private static String physicalType(PrimitiveType type) {
        String length = type.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY
                ? "(" + type.getTypeLength() + ")"
                : "";
        return (type.getRepetition() + " " + type.getPrimitiveTypeName() + length).toLowerCase(Locale.ROOT);
    }
}
