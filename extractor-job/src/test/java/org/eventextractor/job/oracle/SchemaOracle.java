package org.eventextractor.job.oracle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** The schema that files have together, as parquet-java reads their footers. */
final class SchemaOracle {

    private SchemaOracle() {}

    /** The schema of one file. */
    static MessageType schema(Path file) {
        try (ParquetFileReader reader = new ParquetFileReader(
                new LocalInputFile(file), ParquetReadOptions.builder().build())) {
            return reader.getFileMetaData().getSchema();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /**
     * Every top-level column of any of the files, in the order in which they first come; one that some file lacks may
     * be null. The schema has the first file's name.
     */
    static MessageType union(List<Path> files) {
        List<MessageType> schemas = files.stream().map(SchemaOracle::schema).toList();
        Map<String, Type> union = new LinkedHashMap<>();
        for (MessageType schema : schemas) {
            schema.getFields().forEach(field -> union.putIfAbsent(field.getName(), field));
        }
        union.replaceAll((name, field) ->
                schemas.stream().allMatch(schema -> schema.containsField(name)) ? field : nullable(field));
        return new MessageType(schemas.get(0).getName(), List.copyOf(union.values()));
    }

    private static Type nullable(Type field) {
        if (field.isRepetition(Type.Repetition.OPTIONAL)) {
            return field;
        }
        PrimitiveType type = field.asPrimitiveType();
        return Types.optional(type.getPrimitiveTypeName())
                .length(type.getTypeLength())
                .as(type.getLogicalTypeAnnotation())
                .named(type.getName());
    }
}
