package org.eventextractor.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * The first rows of a Parquet file as text: a few simple columns of each, those that tell most first.
 *
 * @param columns their names; none if the file has no rows
 * @param rows one cell a column; a null is shown as a dot
 */
public record RowPreview(List<String> columns, List<List<String>> rows) {

    private static final int MOST_COLUMNS = 4;
    private static final List<String> TELLING = List.of(
            "occurred_at", "timestamp", "user_uuid", "session_order", "id", "app", "medium", "color", "host", "path");

    public RowPreview {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * Reads a file's first rows.
     *
     * @throws UncheckedIOException if the file cannot be read as Parquet
     */
    public static RowPreview of(Path file, int mostRows) {
        try (ParquetReader<Group> reader = GroupReader.open(file)) {
            List<Group> rows = new ArrayList<>();
            for (Group row = reader.read(); row != null && rows.size() < mostRows; row = reader.read()) {
                rows.add(row);
            }
            return preview(rows);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the rows of " + file, e);
        }
    }

    private static RowPreview preview(List<Group> rows) {
        List<String> columns = rows.isEmpty() ? List.of() : columns(rows.get(0));
        return new RowPreview(
                columns,
                rows.stream()
                        .map(row ->
                                columns.stream().map(name -> cell(row, name)).toList())
                        .toList());
    }

    private static List<String> columns(Group row) {
        List<String> simple = row.getType().getFields().stream()
                .filter(Type::isPrimitive)
                .map(Type::getName)
                .toList();
        Set<String> present = new HashSet<>(simple);
        List<String> chosen =
                new ArrayList<>(TELLING.stream().filter(present::contains).toList());
        simple.stream().filter(name -> !chosen.contains(name)).forEach(chosen::add);
        return chosen.subList(0, Math.min(MOST_COLUMNS, chosen.size()));
    }

    private static String cell(Group row, String name) {
        if (row.getFieldRepetitionCount(name) == 0) {
            return "·";
        }
        Type type = row.getType().getType(name);
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        if (logical instanceof TimestampLogicalTypeAnnotation) {
            return Instant.ofEpochMilli(row.getLong(name, 0)).toString();
        }
        boolean sixteenBytes = type.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY
                && type.asPrimitiveType().getTypeLength() == 2 * Long.BYTES;
        return sixteenBytes
                ? uuid(row.getBinary(name, 0).toByteBuffer())
                : row.getValueToString(row.getType().getFieldIndex(name), 0);
    }

    private static String uuid(ByteBuffer bytes) {
        return new UUID(bytes.getLong(), bytes.getLong()).toString();
    }
}
