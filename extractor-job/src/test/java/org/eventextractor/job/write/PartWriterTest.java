package org.eventextractor.job.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.eventextractor.job.parquet.Events.NOON;
import static org.eventextractor.job.parquet.Events.user;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.eventextractor.core.request.OutputOptions.Compression;
import org.eventextractor.core.request.UserSelection;
import org.eventextractor.job.parquet.Events;
import org.eventextractor.job.parquet.FileLayout;
import org.eventextractor.job.parquet.GroupFiles;
import org.eventextractor.job.scan.BatchReader;
import org.eventextractor.job.scan.EventScanner;
import org.eventextractor.job.scan.ScannedObject;
import org.eventextractor.job.scan.UnreadableObjectException;
import org.eventextractor.job.scan.UnreadableObjectException.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PartWriterTest {

    private static final EventScanner ALL_COLUMNS =
            new EventScanner(Events.usualType(), Events.EVER, UserSelection.everyone(), List.of());
    private static final WriteOptions USUAL = new WriteOptions(Compression.ZSTD, 64 << 20, 1 << 20);
    private static final long SEED = 17;
    private static final int MORE_THAN_ONE_BATCH = BatchReader.MAX_ROWS + 10;

    private static final MessageType WIDER = MessageTypeParser.parseMessageType("""
            message event {
              optional fixed_len_byte_array(16) user_uuid;
              optional int64 occurred_at (TIMESTAMP(MILLIS,true));
              required int32 number;
              required binary colour (STRING);
            }
            """);

    @TempDir
    private Path folder;

    @Test
    void withoutRowsThereIsNoFile() throws Exception {
        try (PartWriter writer = new PartWriter(folder, "part", USUAL, new FileBuffers())) {
            writer.append(scanned(narrow(0)));

            assertThat(writer.finish()).isEmpty();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource
    void pagesHaveTheCodecAskedFor(Compression compression) throws Exception {
        WriteOptions options = new WriteOptions(compression, 1 << 20, 1 << 20);
        WrittenPart part = write(options, narrow(10)).orElseThrow();

        CompressionCodecName codec = GroupFiles.footer(part.file())
                .getBlocks()
                .get(0)
                .getColumns()
                .get(0)
                .getCodec();
        assertThat(codec.name()).isEqualTo(compression == Compression.NONE ? "UNCOMPRESSED" : compression.name());
        assertThat(numbers(part)).hasSize(10);
    }

    @Test
    void aFieldThatSomeFilesLackIsOptionalAndLast() throws Exception {
        WrittenPart part = write(USUAL, narrow(3), wide(2)).orElseThrow();

        assertThat(part.rows()).isEqualTo(5);
        assertThat(part.schema().toString()).contains("optional binary colour (STRING)");
        assertThat(part.schema())
                .isEqualTo(GroupFiles.footer(part.file()).getFileMetaData().getSchema());
        assertThat(GroupFiles.read(part.file()).get(4).getString("colour", 0)).isEqualTo("red");
    }

    @Test
    void aFileWithoutMatchesStillWidensTheSchema() throws Exception {
        WrittenPart part = write(USUAL, narrow(3), wide(0)).orElseThrow();

        assertThat(part.schema().containsField("colour")).isTrue();
        assertThat(numbers(part)).containsExactly(0, 1, 2);
    }

    @Test
    void onlyTheColumnsAskedForAreKept() throws Exception {
        EventScanner scanner =
                new EventScanner(Events.usualType(), Events.EVER, UserSelection.everyone(), List.of("colour"));
        WrittenPart part = write(USUAL, scanner, narrow(3), wide(2)).orElseThrow();

        assertThat(part.schema().getFields())
                .extracting(field -> field.getName())
                .containsExactly("user_uuid", "occurred_at", "colour");
        assertThat(part.rows()).isEqualTo(5);
    }

    @Test
    void anObjectOfContradictingTypesLeavesTheRestAsItWas() throws Exception {
        MessageType contradicting = MessageTypeParser.parseMessageType("""
                message event {
                  optional fixed_len_byte_array(16) user_uuid;
                  optional int64 occurred_at (TIMESTAMP(MILLIS,true));
                  required double number;
                }
                """);
        byte[] foreign = GroupFiles.write(contradicting, List.of(), FileLayout.usual());
        try (PartWriter writer = new PartWriter(folder, "part", USUAL, new FileBuffers())) {
            writer.append(scanned(narrow(3)));

            assertThatThrownBy(() -> writer.append(scanned(foreign)))
                    .isInstanceOfSatisfying(
                            UnreadableObjectException.class,
                            e -> assertThat(e.code()).isEqualTo(Code.FOREIGN_SCHEMA))
                    .hasMessageContaining(
                            "test/file.parquet: the column number is required double number here, but required int32 number");

            writer.append(scanned(narrow(2)));
            assertThat(numbers(writer.finish().orElseThrow())).containsExactly(0, 1, 2, 0, 1);
        }
    }

    @Test
    void aLargeObjectThatProvesDamagedLeavesNoRowAndNoColumnBehind() throws Exception {
        byte[] damaged = wide(2 * MORE_THAN_ONE_BATCH);
        try (PartWriter writer = new PartWriter(folder, "part", USUAL, new FileBuffers())) {
            writer.append(scanned(narrow(3)));
            ScannedObject large = scanned(damaged);
            assertThat(large.isDecoded()).isFalse();
            // all columns of later row groups: users and times were read when the rows were found
            Arrays.fill(damaged, damaged.length / 2, damaged.length * 3 / 4, (byte) 0);

            assertThatThrownBy(() -> writer.append(large)).isInstanceOf(UnreadableObjectException.class);

            writer.append(scanned(narrow(2)));
            WrittenPart part = writer.finish().orElseThrow();
            assertThat(numbers(part)).containsExactly(0, 1, 2, 0, 1);
            assertThat(part.schema()).isEqualTo(Events.SCHEMA);
        }
        assertThat(folder.toFile().list()).containsExactly("part");
    }

    @Test
    void largeAndSmallObjectsKeepTheirOrder() throws Exception {
        WrittenPart part = write(USUAL, narrow(2), wide(MORE_THAN_ONE_BATCH), narrow(1), narrow(MORE_THAN_ONE_BATCH))
                .orElseThrow();

        List<Integer> expected = IntStream.of(2, MORE_THAN_ONE_BATCH, 1, MORE_THAN_ONE_BATCH)
                .flatMap(rows -> IntStream.range(0, rows))
                .boxed()
                .toList();
        assertThat(numbers(part)).isEqualTo(expected);
        assertThat(folder.toFile().list()).containsExactly("part");
    }

    @Test
    void theSameObjectsInTheSameOrderGiveTheSameBytes() throws Exception {
        byte[][] files = {narrow(2), wide(MORE_THAN_ONE_BATCH), narrow(300)};
        byte[] once = Files.readAllBytes(write(USUAL, files).orElseThrow().file());
        byte[] again = Files.readAllBytes(write(USUAL, files).orElseThrow().file());

        assertThat(again).isEqualTo(once);
    }

    @Test
    void howManyRowsComeAtATimeMakesNoDifference() throws Exception {
        WriteOptions small = new WriteOptions(Compression.SNAPPY, 50_000, 1_000);
        List<Group> rows = new AllTypes(new Random(SEED), 500).rows(3_000);
        byte[][] inPieces = IntStream.range(0, 120)
                .mapToObj(i -> allTypes(rows.subList(i * 25, i * 25 + 25)))
                .toArray(byte[][]::new);

        byte[] atOnce =
                Files.readAllBytes(write(small, allTypes(rows)).orElseThrow().file());
        WrittenPart pieceByPiece = write(small, inPieces).orElseThrow();

        assertThat(pieceByPiece.file()).as("seed %s", SEED).hasBinaryContent(atOnce);
        assertThat(GroupFiles.footer(pieceByPiece.file()).getBlocks()).hasSizeGreaterThan(3);
        assertThat(GroupFiles.texts(GroupFiles.read(pieceByPiece.file()))).isEqualTo(GroupFiles.texts(rows));
    }

    @Test
    void whetherSourcesHaveDictionariesMakesNoDifference() throws Exception {
        WriteOptions small = new WriteOptions(Compression.SNAPPY, 50_000, 1_000);
        List<Group> rows = new AllTypes(new Random(SEED), 50).rows(3_000);
        byte[] with = GroupFiles.write(AllTypes.SCHEMA, rows, layout());
        byte[] without = GroupFiles.write(AllTypes.SCHEMA, rows, layout().withoutDictionary());

        byte[] expected =
                Files.readAllBytes(write(small, without, without).orElseThrow().file());

        assertThat(write(small, with, with).orElseThrow().file())
                .as("seed %s", SEED)
                .hasBinaryContent(expected);
    }

    @Test
    void aDictionaryThatGrowsTooLargeIsGivenUp() throws Exception {
        int rows = 60_000;
        int repeated = rows / 2;
        List<Group> groups = IntStream.range(0, rows)
                .mapToObj(i -> colourful(i, i < repeated ? "red" : "a long name of colour " + "x".repeat(40) + i))
                .toList();
        byte[] file = GroupFiles.write(WIDER, groups, layout().withRows(rows, rows));

        WrittenPart part = write(USUAL, file).orElseThrow();

        ColumnChunkMetaData colours =
                GroupFiles.footer(part.file()).getBlocks().get(0).getColumns().get(3);
        assertThat(colours.getEncodingStats().hasDictionaryEncodedPages()).isTrue();
        assertThat(colours.getEncodingStats().hasNonDictionaryEncodedPages()).isTrue();
        assertThat(GroupFiles.texts(GroupFiles.read(part.file()))).isEqualTo(GroupFiles.texts(groups));
    }

    @Test
    void aDictionaryThatSavesNothingIsNotWritten() throws Exception {
        List<Group> groups = IntStream.range(0, 1_000)
                .mapToObj(i -> colourful(i, "colour " + i))
                .toList();

        WrittenPart part =
                write(USUAL, GroupFiles.write(WIDER, groups, layout())).orElseThrow();

        ColumnChunkMetaData colours =
                GroupFiles.footer(part.file()).getBlocks().get(0).getColumns().get(3);
        assertThat(colours.hasDictionaryPage()).isFalse();
        assertThat(GroupFiles.texts(GroupFiles.read(part.file()))).isEqualTo(GroupFiles.texts(groups));
    }

    @Test
    void readersThatSkipByStatisticsFindTheSameRows() throws Exception {
        WriteOptions small = new WriteOptions(Compression.SNAPPY, 50_000, 1_000);
        List<Group> rows = new AllTypes(new Random(SEED), 500).rows(3_000);
        Path file = write(small, allTypes(rows)).orElseThrow().file();

        for (Group row : rows.subList(0, 30)) {
            Binary path = row.getBinary("path", 0);
            int number = row.getInteger("number", 0);
            long samePath = rows.stream()
                    .filter(other -> other.getBinary("path", 0).equals(path))
                    .count();

            assertThat(found(file, FilterApi.eq(FilterApi.binaryColumn("path"), path)))
                    .isEqualTo(samePath);
            assertThat(found(file, FilterApi.ltEq(FilterApi.intColumn("number"), number)))
                    .isEqualTo(number + 1);
            assertThat(foundByDuckDb(file, "number <= " + number)).isEqualTo(number + 1);
            assertThat(foundByDuckDb(file, "path = '" + path.toStringUsingUTF8() + "'"))
                    .isEqualTo(samePath);
        }
    }

    @Test
    void rowGroupsAndPagesAreBounded() throws Exception {
        WriteOptions small = new WriteOptions(Compression.NONE, 20_000, 1_000);
        WrittenPart part = write(small, narrow(5_000)).orElseThrow();

        assertThat(GroupFiles.footer(part.file()).getBlocks())
                .hasSizeGreaterThan(5)
                .allSatisfy(rowGroup -> assertThat(rowGroup.getTotalByteSize()).isLessThan(40_000));
        assertThat(numbers(part)).hasSize(5_000);
    }

    /** Numbers take some ten times a dictionary's bytes to be looked up by. */
    @Test
    void aRowGroupEndsBeforeItsDictionariesTakeMoreThanAWriterMay() throws Exception {
        String numbers = IntStream.range(0, 16)
                .mapToObj(i -> "required int32 number" + i + ";")
                .collect(Collectors.joining());
        MessageType schema = MessageTypeParser.parseMessageType("message event { optional"
                + " fixed_len_byte_array(16) user_uuid; optional int64 occurred_at (TIMESTAMP(MILLIS,true)); " + numbers
                + "}");
        byte[] file = GroupFiles.write(
                schema,
                IntStream.range(0, 160_000)
                        .mapToObj(i -> differentNumbers(schema, i))
                        .toList(),
                FileLayout.usual().withoutDictionary());

        List<BlockMetaData> rowGroups =
                GroupFiles.footer(write(USUAL, file).orElseThrow().file()).getBlocks();

        assertThat(rowGroups).hasSize(2);
        assertThat(rowGroups.get(0).getRowCount()).isBetween(150_000L, 151_000L);
        assertThat(rowGroups.get(0).getTotalByteSize()).isLessThan(USUAL.rowGroupBytes() / 2);
    }

    /** On the first page they come again, so that a dictionary pays; after it none does. */
    private static Group differentNumbers(MessageType schema, int row) {
        Group group = new SimpleGroup(schema);
        for (int field = 2; field < schema.getFieldCount(); field++) {
            group.add(field, row < 20_000 ? row % 1_000 : row);
        }
        return group.append("occurred_at", Events.NOON.toEpochMilli());
    }

    @Test
    void footersCarryTheKeyValuePairsOnWhichAllSourcesAgree() throws Exception {
        byte[] one = file(Map.of("parquet.avro.schema", "{}", "batch", "1"));
        byte[] two = file(Map.of("parquet.avro.schema", "{}", "batch", "2"));
        WrittenPart part = write(USUAL, one, two).orElseThrow();

        assertThat(GroupFiles.footer(part.file()).getFileMetaData().getKeyValueMetaData())
                .containsEntry("parquet.avro.schema", "{}")
                .doesNotContainKey("batch");
    }

    @Test
    void indexesAndStatisticsAreWritten() throws Exception {
        WrittenPart part = write(USUAL, narrow(10), wide(10)).orElseThrow();

        assertThat(GroupFiles.footer(part.file()).getBlocks())
                .flatMap(rowGroup -> rowGroup.getColumns())
                .allSatisfy(chunk -> {
                    assertThat(chunk.getOffsetIndexReference()).isNotNull();
                    assertThat(chunk.getColumnIndexReference()).isNotNull();
                    assertThat(chunk.getStatistics().isNumNullsSet()).isTrue();
                });
    }

    private Optional<WrittenPart> write(WriteOptions options, byte[]... files) throws UnreadableObjectException {
        return write(options, ALL_COLUMNS, files);
    }

    private Optional<WrittenPart> write(WriteOptions options, EventScanner scanner, byte[]... files)
            throws UnreadableObjectException {
        try (PartWriter writer = new PartWriter(folder, "part", options, new FileBuffers())) {
            for (byte[] file : files) {
                writer.append(scanner.scan(Events.whole(file)));
            }
            return writer.finish();
        }
    }

    private static ScannedObject scanned(byte[] file) throws UnreadableObjectException {
        return ALL_COLUMNS.scan(Events.whole(file));
    }

    private static long found(Path file, FilterPredicate filter) throws IOException {
        long rows = 0;
        try (ParquetReader<Group> reader =
                GroupFiles.reader(file).withFilter(FilterCompat.get(filter)).build()) {
            while (reader.read() != null) {
                rows++;
            }
        }
        return rows;
    }

    private static long foundByDuckDb(Path file, String condition) throws SQLException {
        String query = "SELECT count(*) FROM read_parquet('" + file + "') WHERE " + condition;
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static byte[] allTypes(List<Group> rows) {
        return GroupFiles.write(AllTypes.SCHEMA, rows, layout());
    }

    private static Group colourful(int number, String colour) {
        return Events.event(WIDER, user(number), NOON.plusMillis(number), number)
                .append("colour", colour);
    }

    private static byte[] narrow(int rows) {
        return GroupFiles.write(Events.SCHEMA, rows(Events.SCHEMA, rows), layout());
    }

    private static byte[] wide(int rows) {
        return GroupFiles.write(WIDER, rows(WIDER, rows), layout());
    }

    private static byte[] file(Map<String, String> metadata) {
        return GroupFiles.write(Events.SCHEMA, rows(Events.SCHEMA, 1), layout().withMetadata(metadata));
    }

    private static FileLayout layout() {
        return FileLayout.usual().withRows(3_000, 500);
    }

    private static List<Group> rows(MessageType schema, int count) {
        return IntStream.range(0, count).mapToObj(i -> row(schema, i)).toList();
    }

    private static Group row(MessageType schema, int number) {
        Group row = Events.event(schema, user(number), NOON.plusMillis(number), number);
        return schema.containsField("colour") ? row.append("colour", "red") : row;
    }

    private static List<Integer> numbers(WrittenPart part) throws IOException {
        return GroupFiles.read(part.file()).stream()
                .map(row -> row.getInteger("number", 0))
                .toList();
    }
}
