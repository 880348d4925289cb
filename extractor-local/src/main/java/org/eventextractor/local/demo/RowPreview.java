package org.eventextractor.local.demo;

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
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** Shows the first rows of a Parquet file: a few simple columns of each, those that tell most first. */
final class RowPreview {
    private static final int MOST_COLUMNS = 4;
    private static final List<String> TELLING = List.of(
            "occurred_at", "timestamp", "user_uuid", "session_order", "id", "app", "medium", "color", "host", "path");

    private RowPreview() {}

    /**
     * The table of a file's first rows.
     *
     * @throws UncheckedIOException if the file cannot be read as Parquet
     */
    static TextTable of(Path file, int mostRows) {
        try (ParquetReader<Group> reader = new GroupReader(new LocalInputFile(file)).build()) {
            List<Group> rows = new ArrayList<>();
            for (Group row = reader.read(); row != null && rows.size() < mostRows; row = reader.read()) {
                rows.add(row);
            }
            return table(rows);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the rows of " + file, e);
        }
    }

    private static TextTable table(List<Group> rows) {
        if (rows.isEmpty()) {
            return new TextTable(List.of("no rows"), List.of());
        }
        List<String> columns = columns(rows.get(0));
        return new TextTable(
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

    private static final class GroupReader extends ParquetReader.Builder<Group> {
        GroupReader(InputFile file) {
            super(file, new PlainParquetConfiguration());
        }

        @Override
        protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
        }
    }
}
