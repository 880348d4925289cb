package org.eventextractor.job.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.eventextractor.job.parquet.Events.EVER;
import static org.eventextractor.job.parquet.Events.NOON;
import static org.eventextractor.job.parquet.Events.user;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.eventextractor.core.request.OutputOptions.Compression;
import org.eventextractor.core.request.TimeRange;
import org.eventextractor.core.request.UserSelection;
import org.eventextractor.job.parquet.Events;
import org.eventextractor.job.parquet.FileLayout;
import org.eventextractor.job.parquet.GroupFiles;
import org.eventextractor.job.parquet.RangeStore;
import org.eventextractor.job.scan.BatchReader;
import org.eventextractor.job.scan.EventScanner;
import org.eventextractor.job.scan.ScannedObject;
import org.eventextractor.job.scan.UnreadableObjectException;
import org.eventextractor.job.scan.UnreadableObjectException.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Row groups of large objects of which everything is wanted, and what becomes of them when something is in the way. */
class RawRowGroupsTest {

    private static final MessageType COLOURFUL = MessageTypeParser.parseMessageType("""
            message event {
              optional fixed_len_byte_array(16) user_uuid;
              optional int64 occurred_at (TIMESTAMP(MILLIS,true));
              required int32 number;
              optional binary colour (STRING);
              repeated int32 mark;
            }
            """);

    private static final WriteOptions SNAPPY = WriteOptions.of(Compression.SNAPPY);
    private static final EventScanner EVERYTHING =
            new EventScanner(Events.usualType(), EVER, UserSelection.everyone(), List.of());

    private static final int GROUP_ROWS = BatchReader.MAX_ROWS + 500;
    /** Two row groups that are copied, and one of too few rows. */
    private static final int ROWS = 2 * GROUP_ROWS + 700;

    private static final FileLayout LARGE_GROUPS = FileLayout.usual().withRows(GROUP_ROWS, 1_000);
    private static final List<Group> EVENTS = events(COLOURFUL, ROWS);
    private static final byte[] FILE = GroupFiles.write(COLOURFUL, EVENTS, LARGE_GROUPS);

    @TempDir
    private Path folder;

    @Test
    void pagesOfTheRightCodecAreCopiedByteForByte() throws Exception {
        Path part = write(SNAPPY, EVERYTHING, FILE);

        byte[] written = Files.readAllBytes(part);
        for (int group = 0; group < 2; group++) {
            assertThat(chunks(written, part, group))
                    .as("row group %s", group)
                    .isEqualTo(chunks(FILE, source(FILE), group));
        }
        assertThat(texts(part)).isEqualTo(GroupFiles.texts(EVENTS));
        assertThat(GroupFiles.footer(part).getBlocks()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(names = "SNAPPY", mode = EnumSource.Mode.EXCLUDE)
    void pagesOfAnotherCodecAreDecoded(Compression compression) throws Exception {
        Path part = write(WriteOptions.of(compression), EVERYTHING, FILE);

        assertThat(GroupFiles.footer(part).getBlocks())
                .flatMap(group -> group.getColumns())
                .noneMatch(chunk -> chunk.getCodec() == CompressionCodecName.SNAPPY);
        assertThat(texts(part)).isEqualTo(GroupFiles.texts(EVENTS));
    }

    @Test
    void pagesWithoutChecksumsAreDecoded() throws Exception {
        byte[] unchecked = GroupFiles.write(COLOURFUL, EVENTS, LARGE_GROUPS.withoutChecksums());

        Path part = write(SNAPPY, EVERYTHING, unchecked);

        assertThat(chunks(Files.readAllBytes(part), part, 0))
                .doesNotContainAnyElementsOf(chunks(unchecked, source(unchecked), 0));
        assertThat(texts(part)).isEqualTo(GroupFiles.texts(EVENTS));
    }

    /** Nothing tells of it but decoding. */
    @Test
    void aDamagedPageWithoutAChecksumIsFound() throws Exception {
        byte[] unchecked = GroupFiles.write(COLOURFUL, EVENTS, LARGE_GROUPS.withoutChecksums());
        ColumnChunkMetaData colours = chunk(unchecked, 1, 3);
        int middle = (int) (colours.getStartingPos() + colours.getTotalSize() / 2);
        Arrays.fill(unchecked, middle, middle + 1_000, (byte) -1);

        try (PartWriter writer = new PartWriter(folder, "part", SNAPPY, new FileBuffers())) {
            ScannedObject damaged = byRange(EVERYTHING, unchecked);
            assertThatThrownBy(() -> writer.append(damaged))
                    .isInstanceOfSatisfying(
                            UnreadableObjectException.class,
                            failure -> assertThat(failure.code()).isEqualTo(Code.CORRUPT));
        }
    }

    /** No checksum covers a page's header. */
    @Test
    void aPageOfAnotherEncodingThanTheFooterTellsIsFound() throws Exception {
        ColumnChunkMetaData numbers = chunk(FILE, 1, 2);
        byte[] damaged = FILE.clone();
        int start = (int) numbers.getStartingPos();
        PageHeader header = Util.readPageHeader(new ByteArrayInputStream(FILE, start, FILE.length - start));
        header.getData_page_header().setEncoding(Encoding.DELTA_BYTE_ARRAY);
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        Util.writePageHeader(header, changed);
        System.arraycopy(changed.toByteArray(), 0, damaged, start, changed.size());

        try (PartWriter writer = new PartWriter(folder, "part", SNAPPY, new FileBuffers())) {
            ScannedObject object = byRange(EVERYTHING, damaged);
            assertThatThrownBy(() -> writer.append(object)).isInstanceOf(UnreadableObjectException.class);
        }
    }

    @Test
    void columnsNotAskedForAreNotCopied() throws Exception {
        EventScanner numbers = new EventScanner(Events.usualType(), EVER, UserSelection.everyone(), List.of("number"));

        Path part = write(SNAPPY, numbers, FILE);

        assertThat(texts(part)).isEqualTo(GroupFiles.texts(events(Events.SCHEMA, ROWS)));
    }

    @Test
    void rowsOfANarrowerSchemaAreWidened() throws Exception {
        List<Group> narrow = events(Events.SCHEMA, ROWS);

        Path part = write(SNAPPY, EVERYTHING, FILE, GroupFiles.write(Events.SCHEMA, narrow, LARGE_GROUPS));

        assertThat(GroupFiles.footer(part).getFileMetaData().getSchema()).isEqualTo(COLOURFUL);
        assertThat(texts(part)).isEqualTo(texts(List.of(EVENTS, narrow)));
    }

    @Test
    void aSchemaThatWidensAfterwardsKeepsTheRows() throws Exception {
        List<Group> narrow = events(Events.SCHEMA, ROWS);

        Path part = write(SNAPPY, EVERYTHING, GroupFiles.write(Events.SCHEMA, narrow, LARGE_GROUPS), FILE);

        assertThat(texts(part)).isEqualTo(texts(List.of(narrow, EVENTS)));
    }

    @Test
    void rowsOutsideTheRangeAreNotCopied() throws Exception {
        int from = GROUP_ROWS / 2;
        EventScanner later = new EventScanner(
                Events.usualType(),
                new TimeRange(NOON.plusMillis(from), EVER.end()),
                UserSelection.everyone(),
                List.of());

        Path part = write(SNAPPY, later, FILE);

        assertThat(texts(part)).isEqualTo(GroupFiles.texts(EVENTS.subList(from, ROWS)));
    }

    @Test
    void aRowGroupAfterOneThatTheRangeCutsIsCopied() throws Exception {
        EventScanner later = new EventScanner(
                Events.usualType(),
                new TimeRange(NOON.plusMillis(100), EVER.end()),
                UserSelection.everyone(),
                List.of());

        Path part = write(SNAPPY, later, FILE);

        assertThat(texts(part)).isEqualTo(GroupFiles.texts(EVENTS.subList(100, ROWS)));
        assertThat(chunks(Files.readAllBytes(part), part, 1)).isEqualTo(chunks(FILE, source(FILE), 1));
    }

    @Test
    void readersFindCopiedRowsByTheirIndexes() throws Exception {
        Path part = write(SNAPPY, EVERYTHING, small(300), FILE);

        int number = GROUP_ROWS + 4_321;
        try (ParquetReader<Group> reader = GroupFiles.reader(part)
                .withFilter(FilterCompat.get(FilterApi.eq(FilterApi.intColumn("number"), number)))
                .build()) {
            assertThat(GroupFiles.text(reader.read())).isEqualTo(GroupFiles.text(EVENTS.get(number)));
            assertThat(reader.read()).isNull();
        }
        try (PartWriter writer = new PartWriter(folder, "found", SNAPPY, new FileBuffers())) {
            EventScanner one = new EventScanner(
                    Events.usualType(),
                    new TimeRange(NOON.plusMillis(number), NOON.plusMillis(number)),
                    UserSelection.of(List.of(user(number % 100))),
                    List.of());
            writer.append(byRange(one, Files.readAllBytes(part)));
            assertThat(texts(writer.finish().orElseThrow().file()))
                    .containsExactly(GroupFiles.text(EVENTS.get(number)));
        }
    }

    @Test
    void theSameObjectsGiveTheSameBytes() throws Exception {
        byte[] once = Files.readAllBytes(write(SNAPPY, EVERYTHING, small(300), FILE, small(20)));

        assertThat(write(SNAPPY, EVERYTHING, small(300), FILE, small(20))).hasBinaryContent(once);
    }

    @Test
    void aDamagedPageInALaterRowGroupTakesTheWholeObjectBack() throws Exception {
        Path part = aroundADamagedObject("part");

        List<Group> few = EVENTS.subList(0, 300);
        assertThat(texts(part)).isEqualTo(texts(List.of(few, EVENTS, EVENTS.subList(0, 20))));
        assertThat(aroundADamagedObject("again")).hasSameBinaryContentAs(part);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("part", "again");
    }

    @Test
    void aDamagedFirstObjectLeavesNothing() throws Exception {
        try (PartWriter writer = new PartWriter(folder, "part", SNAPPY, new FileBuffers())) {
            ScannedObject damaged = byRange(EVERYTHING, damaged());
            assertThatThrownBy(() -> writer.append(damaged)).isInstanceOf(UnreadableObjectException.class);

            assertThat(writer.finish()).isEmpty();
        }
        assertThat(folder).isEmptyDirectory();
    }

    private Path aroundADamagedObject(String name) throws Exception {
        try (PartWriter writer = new PartWriter(folder, name, SNAPPY, new FileBuffers())) {
            writer.append(byRange(EVERYTHING, small(300)));
            writer.append(byRange(EVERYTHING, FILE));
            ScannedObject damaged = byRange(EVERYTHING, damaged());
            assertThatThrownBy(() -> writer.append(damaged))
                    .isInstanceOfSatisfying(
                            UnreadableObjectException.class,
                            failure -> assertThat(failure.code()).isEqualTo(Code.CORRUPT));
            writer.append(byRange(EVERYTHING, small(20)));
            return writer.finish().orElseThrow().file();
        }
    }

    /** In the middle of a column that is not looked at to find rows. */
    private byte[] damaged() throws IOException {
        ColumnChunkMetaData colours = chunk(FILE, 1, 3);
        byte[] damaged = FILE.clone();
        damaged[(int) (colours.getStartingPos() + colours.getTotalSize() / 2)] ^= 1;
        return damaged;
    }

    private ColumnChunkMetaData chunk(byte[] file, int group, int leaf) throws IOException {
        Path source = source(file);
        try {
            return GroupFiles.footer(source).getBlocks().get(group).getColumns().get(leaf);
        } finally {
            Files.delete(source);
        }
    }

    private Path write(WriteOptions options, EventScanner scanner, byte[]... files) throws Exception {
        try (PartWriter writer = new PartWriter(folder, "part", options, new FileBuffers())) {
            for (byte[] file : files) {
                writer.append(byRange(scanner, file));
            }
            return writer.finish().orElseThrow().file();
        }
    }

    private static ScannedObject byRange(EventScanner scanner, byte[] file) throws UnreadableObjectException {
        return scanner.scan(new RangeStore(Map.of("key", file)).byRange("key"));
    }

    private Path source(byte[] file) throws IOException {
        return Files.write(folder.resolve("source"), file);
    }

    /** The bytes of a row group's column chunks. */
    private static List<ByteBuffer> chunks(byte[] bytes, Path file, int group) throws IOException {
        return GroupFiles.footer(file).getBlocks().get(group).getColumns().stream()
                .map(chunk -> ByteBuffer.wrap(bytes).slice((int) chunk.getStartingPos(), (int) chunk.getTotalSize()))
                .toList();
    }

    private static byte[] small(int rows) {
        return GroupFiles.write(COLOURFUL, EVENTS.subList(0, rows), LARGE_GROUPS);
    }

    private static List<Group> events(MessageType schema, int rows) {
        return IntStream.range(0, rows).mapToObj(row -> event(schema, row)).toList();
    }

    private static Group event(MessageType schema, int number) {
        Group event = Events.event(schema, user(number % 100), NOON.plusMillis(number), number);
        if (schema.equals(COLOURFUL)) {
            if (number % 3 > 0) {
                event.add("colour", "colour " + number % 2_000);
            }
            for (int mark = 0; mark < number % 4; mark++) {
                event.add("mark", number + mark);
            }
        }
        return event;
    }

    private static List<String> texts(Path file) throws IOException {
        return GroupFiles.texts(GroupFiles.read(file));
    }

    private static List<String> texts(List<List<Group>> rows) {
        return rows.stream().flatMap(some -> GroupFiles.texts(some).stream()).toList();
    }
}
