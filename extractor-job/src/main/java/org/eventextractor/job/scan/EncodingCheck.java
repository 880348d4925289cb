package org.eventextractor.job.scan;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.eventextractor.core.catalogue.TimeEncoding;
import org.eventextractor.core.catalogue.UserEncoding;
import org.eventextractor.core.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Holds a column against the encoding that the catalogue names. Where the file's logical type says otherwise, the file
 * is refused: read as the catalogue says, its times or users would be wrong without a word.
 */
final class EncodingCheck {

    private static final int UUID_BYTES = 16;

    private EncodingCheck() {}

    /** @throws ForeignSchemaException naming both */
    static void requireUser(ColumnDescriptor column, UserEncoding encoding) {
        PrimitiveType type = column.getPrimitiveType();
        boolean fits = switch (encoding) {
            case UUID_FIXED16 -> isUuid(type);
            case UUID_STRING, PLAIN_STRING -> isText(type);
        };
        require(fits, "user", column, encoding);
    }

    /** @throws ForeignSchemaException naming both */
    static void requireTime(ColumnDescriptor column, TimeEncoding encoding) {
        PrimitiveType type = column.getPrimitiveType();
        boolean fits = switch (encoding) {
            case TIMESTAMP_MILLIS -> isTimestamp(type, TimeUnit.MILLIS);
            case TIMESTAMP_MICROS -> isTimestamp(type, TimeUnit.MICROS);
            case TIMESTAMP_NANOS -> isTimestamp(type, TimeUnit.NANOS);
            case INT96 -> type.getPrimitiveTypeName() == PrimitiveTypeName.INT96;
            case ISO8601_STRING -> isText(type);
        };
        require(fits, "time", column, encoding);
    }

    private static boolean isUuid(PrimitiveType type) {
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        return type.getPrimitiveTypeName() == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY
                && type.getTypeLength() == UUID_BYTES
                && (logical == null || logical instanceof UUIDLogicalTypeAnnotation);
    }

    private static boolean isText(PrimitiveType type) {
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        return type.getPrimitiveTypeName() == PrimitiveTypeName.BINARY
                && (logical == null
                        || logical instanceof StringLogicalTypeAnnotation
                        || logical instanceof EnumLogicalTypeAnnotation);
    }

    private static boolean isTimestamp(PrimitiveType type, TimeUnit unit) {
        return type.getPrimitiveTypeName() == PrimitiveTypeName.INT64
                && isPlainOrTimestamp(type.getLogicalTypeAnnotation(), unit);
    }

    private static boolean isPlainOrTimestamp(@Nullable LogicalTypeAnnotation logical, TimeUnit unit) {
        if (logical instanceof TimestampLogicalTypeAnnotation timestamp) {
            return timestamp.getUnit() == unit;
        }
        return logical == null || (logical instanceof IntLogicalTypeAnnotation integer && integer.isSigned());
    }

    private static void require(boolean fits, String role, ColumnDescriptor column, Enum<?> encoding) {
        if (!fits) {
            throw new ForeignSchemaException("the " + role + " column " + String.join(".", column.getPath()) + " is "
                    + column.getPrimitiveType() + ", the catalogue says " + Json.name(encoding));
        }
    }
}
