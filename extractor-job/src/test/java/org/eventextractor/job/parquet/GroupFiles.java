package org.eventextractor.job.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.crypto.FileEncryptionProperties;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.DelegatingPositionOutputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;

/** Writes and reads test files row by row, with parquet-java's own example model. */
public final class GroupFiles {

    private GroupFiles() {}

    public static byte[] write(MessageType schema, List<Group> rows, FileLayout layout) {
        return write(schema, rows, layout, builder -> builder);
    }

    /**
     * Writes a file.
     *
     * @param split whether floating point numbers are written with the BYTE_STREAM_SPLIT encoding
     */
    public static byte[] write(MessageType schema, List<Group> rows, FileLayout layout, boolean split) {
        return write(schema, rows, layout, builder -> builder.withByteStreamSplitEncoding(split));
    }

    /** Writes a file whose row groups have a Bloom filter of one column, which needs to be without a dictionary. */
    public static byte[] writeWithBloomFilter(
            MessageType schema, List<Group> rows, FileLayout layout, String column, long distinctValues) {
        return write(
                schema,
                rows,
                layout.withoutDictionary(),
                builder -> builder.withBloomFilterEnabled(column, true).withBloomFilterNDV(column, distinctValues));
    }

    private static byte[] write(
            MessageType schema,
            List<Group> rows,
            FileLayout layout,
            UnaryOperator<ExampleParquetWriter.Builder> further) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ExampleParquetWriter.Builder builder = ExampleParquetWriter.builder(new Memory(bytes))
                .withConf(new PlainParquetConfiguration())
                .withType(schema)
                .withCompressionCodec(layout.codec())
                .withWriterVersion(layout.version())
                .withDictionaryEncoding(layout.dictionary())
                .withPageWriteChecksumEnabled(layout.checksums())
                .withRowGroupRowCountLimit(layout.rowsPerRowGroup())
                .withPageRowCountLimit(layout.rowsPerPage())
                .withMinRowCountForPageSizeCheck(1)
                .withExtraMetaData(layout.metadata());
        try (ParquetWriter<Group> writer = further.apply(builder).build()) {
            for (Group row : rows) {
                writer.write(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Writes with Parquet modular encryption. */
    public static byte[] writeEncrypted(MessageType schema, List<Group> rows, FileEncryptionProperties encryption) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new Memory(bytes))
                .withConf(new PlainParquetConfiguration())
                .withType(schema)
                .withEncryption(encryption)
                .build()) {
            for (Group row : rows) {
                writer.write(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static List<Group> read(Path file) throws IOException {
        List<Group> rows = new ArrayList<>();
        try (ParquetReader<Group> reader = reader(file).build()) {
            for (Group row = reader.read(); row != null; row = reader.read()) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** A reader to be told what to skip. */
    public static ParquetReader.Builder<Group> reader(Path file) {
        return new Rows(new LocalInputFile(file));
    }

    public static ParquetMetadata footer(Path file) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            return reader.getFooter();
        }
    }

    /** A row as text, fields by name, so that the same row in a wider schema has the same text. */
    public static String text(Group row) {
        GroupType type = row.getType();
        TreeMap<String, List<String>> fields = new TreeMap<>();
        for (int field = 0; field < type.getFieldCount(); field++) {
            int index = field;
            List<String> values = IntStream.range(0, row.getFieldRepetitionCount(field))
                    .mapToObj(i -> type.getType(index).isPrimitive()
                            ? row.getValueToString(index, i)
                            : text(row.getGroup(index, i)))
                    .toList();
            if (!values.isEmpty()) {
                fields.put(type.getFieldName(field), values);
            }
        }
        return fields.toString();
    }

    public static List<String> texts(List<Group> rows) {
        return rows.stream().map(GroupFiles::text).toList();
    }

    private static final class Rows extends ParquetReader.Builder<Group> {
        Rows(InputFile file) {
            super(file, new PlainParquetConfiguration());
        }

        @Override
        protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
        }
    }

    private record Memory(ByteArrayOutputStream bytes) implements OutputFile {
        @Override
        public PositionOutputStream create(long blockSizeHint) {
            return new DelegatingPositionOutputStream(bytes) {
                @Override
                public long getPos() {
                    return bytes.size();
                }
            };
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSizeHint) {
            return create(blockSizeHint);
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }
}
