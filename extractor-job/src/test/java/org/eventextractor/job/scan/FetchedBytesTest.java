package org.eventextractor.job.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventextractor.job.parquet.Events.EVER;
import static org.eventextractor.job.parquet.Events.NOON;
import static org.eventextractor.job.parquet.Events.user;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.eventextractor.core.request.TimeRange;
import org.eventextractor.core.request.UserSelection;
import org.eventextractor.job.parquet.Events;
import org.eventextractor.job.parquet.FileLayout;
import org.eventextractor.job.parquet.GroupFiles;
import org.eventextractor.job.parquet.RangeStore;
import org.eventextractor.job.parquet.RangeStore.Range;
import org.junit.jupiter.api.Test;

/** Which bytes of a large object are asked for, and with how many requests. */
class FetchedBytesTest {

    private static final MessageType SCHEMA = MessageTypeParser.parseMessageType("""
            message event {
              optional fixed_len_byte_array(16) user_uuid;
              optional int64 occurred_at (TIMESTAMP(MILLIS,true));
              required binary one;
              required binary two;
              required binary three;
              required int32 number;
            }
            """);

    private static final long SEED = 20_231_120;
    private static final int ROWS = 20_000;
    private static final int ROWS_PER_PAGE = 500;
    private static final int ROWS_PER_USER = 100;
    private static final int PAYLOAD_BYTES = 64;
    private static final FileLayout SMALL_PAGES = FileLayout.usual().withRows(ROWS, ROWS_PER_PAGE);

    /** The footer: one request tells the file's shape and what it holds. */
    private static final int TAILS = 1;

    @Test
    void ofAFileSortedByUserOnlyTheUsersPagesAreFetched() throws Exception {
        int wanted = 83;
        byte[] file = GroupFiles.write(SCHEMA, sortedByUser(), SMALL_PAGES);
        RangeStore store = new RangeStore(Map.of("key", file));

        List<Integer> numbers = numbers(store, EVER, UserSelection.of(List.of(user(wanted))));

        assertThat(numbers).containsExactlyElementsOf(rowsOf(wanted));
        assertOnlyFetched(store, file, wanted * ROWS_PER_USER, (wanted + 1) * ROWS_PER_USER);
        assertThat(bytes(store.served())).isLessThan(file.length / 10);
        int indexes = 3;
        assertThat(store.served()).hasSizeLessThanOrEqualTo(TAILS + indexes + SCHEMA.getFieldCount() + 2);
    }

    @Test
    void ofAFileInTimeOrderOnlyTheRangesPagesAreFetched() throws Exception {
        int from = 9_900;
        int to = 10_100;
        byte[] file = GroupFiles.write(SCHEMA, rows(row -> row(row, row * 31 % 200)), SMALL_PAGES);
        RangeStore store = new RangeStore(Map.of("key", file));
        TimeRange range = new TimeRange(NOON.plusSeconds(from), NOON.plusSeconds(to - 1));

        List<Integer> numbers = numbers(store, range, UserSelection.everyone());

        assertThat(numbers)
                .containsExactlyElementsOf(IntStream.range(from, to).boxed().toList());
        assertOnlyFetched(store, file, from, to);
        assertThat(bytes(store.served())).isLessThan(file.length / 5);
    }

    @Test
    void usersAndTimesAreFetchedOnceThoughTheyAreDeliveredToo() throws Exception {
        int wanted = 83;
        byte[] file = GroupFiles.write(SCHEMA, rows(row -> row(row, row * 31 % 200)), SMALL_PAGES);
        RangeStore store = new RangeStore(Map.of("key", file));

        assertThat(numbers(store, EVER, UserSelection.of(List.of(user(wanted)))))
                .hasSize(ROWS / 200);

        try (ParquetFileReader reader = open(file)) {
            List<ColumnChunkMetaData> chunks = reader.getRowGroups().get(0).getColumns();
            for (ColumnChunkMetaData chunk : chunks) {
                assertThat(fetchedOf(chunk, store, file))
                        .as("%s with seed %s", chunk.getPath(), SEED)
                        .isEqualTo(chunk.getTotalSize());
            }
        }
    }

    @Test
    void aRowGroupThatIsCopiedComesWithItsIndexesInOneRequest() throws Exception {
        byte[] file = GroupFiles.write(SCHEMA, sortedByUser(), SMALL_PAGES);
        RangeStore store = new RangeStore(Map.of("key", file));
        ScannedObject scanned = new EventScanner(Events.usualType(), EVER, UserSelection.everyone(), List.of())
                .scan(store.byRange("key"));
        int whileScanned = store.served().size();

        RawRowGroup copied = Objects.requireNonNull(scanned.nextRaw(CompressionCodecName.SNAPPY));

        assertThat(copied.rows()).isEqualTo(ROWS);
        assertThat(copied.chunks()).hasSize(SCHEMA.getFieldCount()).noneMatch(chunk -> chunk.offsetIndex() == null);
        assertThat(store.served()).hasSize(whileScanned + 1);
    }

    /** It would be fetched again to be decoded. */
    @Test
    void aRowGroupWithoutChecksumsIsNotFetchedToBeCopied() throws Exception {
        byte[] file = GroupFiles.write(SCHEMA, sortedByUser(), SMALL_PAGES.withoutChecksums());
        RangeStore store = new RangeStore(Map.of("key", file));
        ScannedObject scanned = new EventScanner(Events.usualType(), EVER, UserSelection.everyone(), List.of())
                .scan(store.byRange("key"));
        int whileScanned = store.served().size();

        assertThat(scanned.nextRaw(CompressionCodecName.SNAPPY)).isNull();

        assertThat(store.served()).hasSize(whileScanned);
        assertThat(scanned.nextBatch()).isNotNull();
    }

    @Test
    void rowGroupsWhoseStatisticsExcludeTheUserAreNotTouched() throws Exception {
        int groupRows = ROWS / 5;
        int wanted = 2 * groupRows / ROWS_PER_USER + 3;
        byte[] file =
                GroupFiles.write(SCHEMA, sortedByUser(), FileLayout.usual().withRows(groupRows, ROWS_PER_PAGE));
        RangeStore store = new RangeStore(Map.of("key", file));

        List<Integer> numbers = numbers(store, EVER, UserSelection.of(List.of(user(wanted))));

        assertThat(numbers).containsExactlyElementsOf(rowsOf(wanted));
        try (ParquetFileReader reader = open(file)) {
            assertThat(reader.getRowGroups()).hasSize(5);
            for (int group : List.of(0, 1, 3, 4)) {
                for (ColumnChunkMetaData chunk :
                        reader.getRowGroups().get(group).getColumns()) {
                    assertThat(fetchedOf(chunk, store, file))
                            .as("row group %s, %s", group, chunk.getPath())
                            .isZero();
                }
            }
        }
    }

    @Test
    void ofAFileWhoseBloomFilterExcludesTheUserNoPageIsFetched() throws Exception {
        List<Group> evenUsers = rows(row -> row(row, row * 31 % 200 * 2));
        byte[] file = GroupFiles.writeWithBloomFilter(SCHEMA, evenUsers, SMALL_PAGES, "user_uuid", 200);

        RangeStore store = new RangeStore(Map.of("key", file));
        assertThat(numbers(store, EVER, UserSelection.of(List.of(user(83))))).isEmpty();
        assertThat(fetchedOfAllChunks(store, file)).containsOnly(0L);

        RangeStore ofAnother = new RangeStore(Map.of("key", file));
        assertThat(numbers(ofAnother, EVER, UserSelection.of(List.of(user(84)))))
                .hasSize(ROWS / 200);
    }

    @Test
    void whereTheUserIsBetweenTheUsersOfPagesOnlyTheIndexIsFetched() throws Exception {
        byte[] file = GroupFiles.write(SCHEMA, rows(row -> row(row, row / ROWS_PER_PAGE * 2)), SMALL_PAGES);
        RangeStore store = new RangeStore(Map.of("key", file));

        assertThat(numbers(store, EVER, UserSelection.of(List.of(user(41))))).isEmpty();

        assertThat(fetchedOfAllChunks(store, file)).containsOnly(0L);
        assertThat(store.served()).hasSize(TAILS + 1);
    }

    @Test
    void anObjectWithoutMatchingTimesIsKnownByItsFooter() throws Exception {
        byte[] file = GroupFiles.write(SCHEMA, sortedByUser(), SMALL_PAGES);
        RangeStore store = new RangeStore(Map.of("key", file));

        assertThat(numbers(store, new TimeRange(NOON.minusSeconds(2), NOON.minusSeconds(1)), UserSelection.everyone()))
                .isEmpty();

        assertThat(store.served()).hasSize(TAILS).allMatch(range -> range.to() == file.length);
    }

    /** Of each payload the pages that hold any of the rows, and its dictionary: not a byte more. */
    private static void assertOnlyFetched(RangeStore store, byte[] file, int from, int to) throws IOException {
        try (ParquetFileReader reader = open(file)) {
            List<ColumnChunkMetaData> chunks = reader.getRowGroups().get(0).getColumns();
            for (ColumnChunkMetaData payload : chunks.subList(2, 5)) {
                assertThat(fetchedOf(payload, store, file))
                        .as("%s with seed %s", payload.getPath(), SEED)
                        .isEqualTo(needed(payload, reader.readOffsetIndex(payload), from, to));
            }
        }
    }

    private static long needed(ColumnChunkMetaData chunk, OffsetIndex pages, int from, int to) {
        long dictionary = pages.getOffset(0) - chunk.getStartingPos();
        return dictionary
                + IntStream.range(0, pages.getPageCount())
                        .filter(page -> pages.getFirstRowIndex(page) < to && pages.getLastRowIndex(page, ROWS) >= from)
                        .mapToLong(pages::getCompressedPageSize)
                        .sum();
    }

    private static List<Long> fetchedOfAllChunks(RangeStore store, byte[] file) throws IOException {
        try (ParquetFileReader reader = open(file)) {
            return reader.getRowGroups().stream()
                    .flatMap(group -> group.getColumns().stream())
                    .map(chunk -> fetchedOf(chunk, store, file))
                    .toList();
        }
    }

    /** Bytes of the chunk, not counting those that come with the footer. */
    private static long fetchedOf(ColumnChunkMetaData chunk, RangeStore store, byte[] file) {
        long start = chunk.getStartingPos();
        long end = start + chunk.getTotalSize();
        return store.served().stream()
                .filter(range -> range.to() < file.length)
                .mapToLong(range -> Math.max(0, Math.min(end, range.to()) - Math.max(start, range.from())))
                .sum();
    }

    private static long bytes(List<Range> ranges) {
        return ranges.stream().mapToLong(range -> range.to() - range.from()).sum();
    }

    private static ParquetFileReader open(byte[] file) throws IOException {
        return ParquetFileReader.open(RangeInputFile.inMemory("file", file), OpenFile.OPTIONS);
    }

    private static List<Group> sortedByUser() {
        return rows(row -> row(row, row / ROWS_PER_USER));
    }

    private static List<Integer> rowsOf(int user) {
        return IntStream.range(user * ROWS_PER_USER, (user + 1) * ROWS_PER_USER)
                .boxed()
                .toList();
    }

    private static List<Group> rows(IntFunction<Group> row) {
        return IntStream.range(0, ROWS).mapToObj(row).toList();
    }

    private static Group row(int number, int user) {
        Random random = new Random(SEED + number);
        return Events.event(SCHEMA, user(user), NOON.plusSeconds(number), number)
                .append("one", payload(random))
                .append("two", payload(random))
                .append("three", payload(random));
    }

    private static Binary payload(Random random) {
        byte[] bytes = new byte[PAYLOAD_BYTES];
        random.nextBytes(bytes);
        return Binary.fromConstantByteArray(bytes);
    }

    private static List<Integer> numbers(RangeStore store, TimeRange range, UserSelection users) throws Exception {
        ScannedObject scanned =
                new EventScanner(Events.usualType(), range, users, List.of()).scan(store.byRange("key"));
        return IntColumns.last(scanned);
    }
}
