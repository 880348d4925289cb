package org.eventextractor.job.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.eventextractor.job.parquet.FileLayout;
import org.eventextractor.job.parquet.GroupFiles;
import org.eventextractor.job.scan.format.DataPageCheck;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever parquet-java writes is sound, in each kind of column and each encoding that it chooses. */
class WrittenPagesTest {

    private static final int ROWS = 1_000;
    private static final int ROWS_PER_PAGE = 300;

    /** The levels of the third are of two widths. */
    private enum Column {
        REQUIRED("required group list { required %s element; }"),
        OPTIONAL("required group list { optional %s element; }"),
        REPEATED("repeated group list { optional %s element; }");

        private final String type;

        Column(String type) {
            this.type = type;
        }

        MessageType schema(String element) {
            return MessageTypeParser.parseMessageType("message event { " + type.formatted(element) + " }");
        }

        /** How many elements a row has, some of them nulls. */
        int elements(int row) {
            return this == REPEATED ? row % 4 : 1;
        }
    }

    /** A type whose values are written in an encoding, told by its name. */
    private enum Written {
        PLAIN_BOOLEANS("boolean", WriterVersion.PARQUET_1_0, false, "PLAIN"),
        PLAIN_NUMBERS("int64", WriterVersion.PARQUET_1_0, false, "PLAIN"),
        SPLIT_NUMBERS("double", WriterVersion.PARQUET_1_0, false, "BYTE_STREAM_SPLIT"),
        DICTIONARY("int64", WriterVersion.PARQUET_1_0, true, "PLAIN_DICTIONARY"),
        RUNS_OF_BOOLEANS("boolean", WriterVersion.PARQUET_2_0, false, "RLE"),
        DELTAS("int64", WriterVersion.PARQUET_2_0, false, "DELTA_BINARY_PACKED"),
        DELTA_STRINGS("binary", WriterVersion.PARQUET_2_0, false, "DELTA_BYTE_ARRAY"),
        SPLIT_NUMBERS_V2("double", WriterVersion.PARQUET_2_0, false, "BYTE_STREAM_SPLIT"),
        DICTIONARY_V2("binary", WriterVersion.PARQUET_2_0, true, "RLE_DICTIONARY");

        private final String element;
        private final WriterVersion version;
        private final boolean dictionary;
        private final String encoding;

        Written(String element, WriterVersion version, boolean dictionary, String encoding) {
            this.element = element;
            this.version = version;
            this.dictionary = dictionary;
            this.encoding = encoding;
        }

        byte[] file(MessageType schema, List<Group> rows) {
            FileLayout layout = new FileLayout(
                    CompressionCodecName.UNCOMPRESSED, version, dictionary, true, ROWS, ROWS_PER_PAGE, Map.of());
            return GroupFiles.write(schema, rows, layout, encoding.equals("BYTE_STREAM_SPLIT"));
        }

        void add(Group list, int number) {
            switch (element) {
                case "boolean" -> list.append("element", number % 3 == 0);
                case "int64" -> list.append("element", number * 11L % 50);
                case "double" -> list.append("element", number / 3.0);
                default -> list.append("element", Binary.fromString("event " + number * 11 % 50));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("columns")
    void pagesOfValuesAndNullsAreSound(Column column, Written written) throws IOException {
        List<DataPage> pages = assertSound(column, written, false);

        assertThat(pages)
                .hasSizeGreaterThan(1)
                .allMatch(page -> encoding(page).name().equals(written.encoding) && isOf(written.version, page));
    }

    @ParameterizedTest
    @MethodSource("nullableColumns")
    void pagesOfNothingButNullsAreSound(Column column, Written written) throws IOException {
        List<DataPage> pages = assertSound(column, written, true);

        assertThat(pages).hasSizeGreaterThan(1).allMatch(page -> isOf(written.version, page));
    }

    static Stream<Arguments> columns() {
        return columns(Column.values());
    }

    static Stream<Arguments> nullableColumns() {
        return columns(Column.OPTIONAL, Column.REPEATED);
    }

    private static Stream<Arguments> columns(Column... columns) {
        return Arrays.stream(columns)
                .flatMap(column -> Arrays.stream(Written.values()).map(written -> Arguments.of(column, written)));
    }

    private static List<DataPage> assertSound(Column column, Written written, boolean onlyNulls) throws IOException {
        MessageType schema = column.schema(written.element);
        List<Group> rows = IntStream.range(0, ROWS)
                .mapToObj(row -> row(schema, row, column, written, onlyNulls))
                .toList();
        ColumnDescriptor leaf = schema.getColumns().get(0);
        List<DataPage> pages = pages(written.file(schema, rows), leaf);
        DataPageCheck check = new DataPageCheck(leaf);
        for (DataPage page : pages) {
            assertThatCode(() -> check.require(page)).doesNotThrowAnyException();
        }
        return pages;
    }

    private static Group row(MessageType schema, int number, Column column, Written written, boolean onlyNulls) {
        Group row = new SimpleGroup(schema);
        for (int i = 0; i < column.elements(number); i++) {
            Group list = row.addGroup("list");
            boolean isNull = column != Column.REQUIRED && (onlyNulls || (number + i) % 3 == 0);
            if (!isNull) {
                written.add(list, number + i);
            }
        }
        return row;
    }

    private static List<DataPage> pages(byte[] file, ColumnDescriptor leaf) throws IOException {
        try (ParquetFileReader reader =
                ParquetFileReader.open(RangeInputFile.inMemory("file", file), OpenFile.OPTIONS)) {
            PageReader reading = reader.readNextRowGroup().getPageReader(leaf);
            List<DataPage> pages = new ArrayList<>();
            for (DataPage page = reading.readPage(); page != null; page = reading.readPage()) {
                pages.add(page);
            }
            return pages;
        }
    }

    private static Encoding encoding(DataPage page) {
        return page instanceof DataPageV1 v1 ? v1.getValueEncoding() : ((DataPageV2) page).getDataEncoding();
    }

    private static boolean isOf(WriterVersion version, DataPage page) {
        return page instanceof DataPageV1 == (version == WriterVersion.PARQUET_1_0);
    }
}
