package org.eventextractor.job.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventextractor.job.parquet.Events.EVER;
import static org.eventextractor.job.parquet.Events.NOON;
import static org.eventextractor.job.parquet.Events.event;
import static org.eventextractor.job.parquet.Events.file;
import static org.eventextractor.job.parquet.Events.user;
import static org.eventextractor.job.parquet.Events.whole;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.eventextractor.core.catalogue.EventType;
import org.eventextractor.core.catalogue.TimeEncoding;
import org.eventextractor.core.catalogue.UserEncoding;
import org.eventextractor.core.request.TimeRange;
import org.eventextractor.core.request.UserSelection;
import org.eventextractor.job.fetch.FetchedObject;
import org.eventextractor.job.parquet.Events;
import org.eventextractor.job.parquet.FileLayout;
import org.eventextractor.job.parquet.GroupFiles;
import org.eventextractor.job.parquet.RangeStore;
import org.junit.jupiter.api.Test;

class EventScannerTest {

    private static final UserSelection ANNE = UserSelection.of(List.of(user(1)));

    @Test
    void onlyRowsOfTheUsersWithinTheRangeMatch() throws Exception {
        byte[] bytes = file(
                event(user(1), NOON, 1),
                event(user(2), NOON, 2),
                event(null, NOON, 3),
                event(user(1), NOON.plusMillis(1), 4),
                event(user(1), null, 5));

        ScannedObject scanned = scan(Events.usualType(), new TimeRange(NOON, NOON), ANNE, bytes);

        assertThat(numbers(scanned)).containsExactly(1);
        assertThat(ReadTally.of(scanned.tally())).isEqualTo(new ReadTally(5, 3, 1, 1, NOON, NOON, List.of(user(1))));
    }

    @Test
    void everyoneIncludesRowsWithoutAUser() throws Exception {
        byte[] bytes = file(event(null, NOON, 1), event(user(2), NOON.plusSeconds(5), 2), event(user(2), null, 3));

        ScannedObject scanned = scan(Events.usualType(), EVER, UserSelection.everyone(), bytes);

        assertThat(numbers(scanned)).containsExactly(1, 2);
        assertThat(scanned.tally().users().sorted()).containsExactly(user(2));
        assertThat(scanned.tally().rowsWithoutTime()).isEqualTo(1);
        assertThat(scanned.tally().first()).isEqualTo(NOON);
        assertThat(scanned.tally().last()).isEqualTo(NOON.plusSeconds(5));
    }

    @Test
    void aFileOfNoRowsMatchesNothing() throws Exception {
        ScannedObject scanned = scan(Events.usualType(), EVER, ANNE, file());

        assertThat(scanned.tally().rowsRead()).isZero();
        assertThat(scanned.isDecoded()).isTrue();
        assertThat(scanned.nextBatch()).isNull();
    }

    @Test
    void rowGroupsOutsideTheRangeArePruned() throws Exception {
        List<Group> rows = IntStream.range(0, 40)
                .mapToObj(i -> event(user(1), NOON.plusSeconds(i), i))
                .toList();
        byte[] bytes = GroupFiles.write(Events.SCHEMA, rows, FileLayout.usual().withRows(10, 5));

        TimeRange range = new TimeRange(NOON.plusSeconds(15), NOON.plusSeconds(24));
        ScannedObject scanned = scan(Events.usualType(), range, ANNE, bytes);

        assertThat(numbers(scanned))
                .containsExactlyElementsOf(IntStream.rangeClosed(15, 24).boxed().toList());
        assertThat(scanned.tally().rowsInRange()).isEqualTo(10);
        assertThat(scanned.tally().rowsRead()).isEqualTo(40);
    }

    @Test
    void usersAsTextMatchInEitherCase() throws Exception {
        String text = user(1).toString();

        assertThat(matchingTexts(UserEncoding.UUID_STRING, text, text.toUpperCase(Locale.ROOT), text + " ", ""))
                .containsExactly(0, 1);
    }

    @Test
    void usersAsPlainTextMatchByteForByte() throws Exception {
        String text = user(1).toString();

        assertThat(matchingTexts(UserEncoding.PLAIN_STRING, text.toUpperCase(Locale.ROOT), text, "{" + text + "}"))
                .containsExactly(1);
    }

    @Test
    void aUserWhoseTextIsNoUuidHasANameBasedOne() throws Exception {
        ScannedObject scanned = scanTexts(UserEncoding.PLAIN_STRING, UserSelection.everyone(), "anne");

        assertThat(scanned.tally().users().sorted())
                .containsExactly(UUID.nameUUIDFromBytes("anne".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void nestedUsersAreFound() throws Exception {
        MessageType schema = MessageTypeParser.parseMessageType("""
                message statement {
                  optional group actor { optional group member0 { optional group account { required binary name (STRING); } } }
                  optional binary timestamp (STRING);
                  required int32 number;
                }
                """);
        Group with = new SimpleGroup(schema)
                .append("timestamp", "2023-05-01T12:00:00Z")
                .append("number", 1);
        with.addGroup("actor").addGroup("member0").addGroup("account").add("name", user(1).toString());
        Group actorOnly = new SimpleGroup(schema)
                .append("timestamp", "2023-05-01T12:00:00Z")
                .append("number", 2);
        actorOnly.addGroup("actor");
        Group without = new SimpleGroup(schema).append("number", 3);
        byte[] bytes = GroupFiles.write(schema, List.of(without, actorOnly, with), FileLayout.usual());
        EventType type = Events.type(
                "actor.member0.account.name", UserEncoding.UUID_STRING, "timestamp", TimeEncoding.ISO8601_STRING);

        assertThat(numbers(scan(type, EVER, ANNE, bytes))).containsExactly(1);
    }

    @Test
    void manyMatchesComeInBatchesOfBoundedSize() throws Exception {
        int rows = 2 * BatchReader.MAX_ROWS + 1;
        List<Group> events =
                IntStream.range(0, rows).mapToObj(i -> event(user(1), NOON, i)).toList();
        byte[] bytes =
                GroupFiles.write(Events.SCHEMA, events, FileLayout.usual().withRows(3_000, 700));

        ScannedObject scanned = scan(Events.usualType(), EVER, ANNE, bytes);

        assertThat(scanned.isDecoded()).isFalse();
        assertThat(numbers(scanned))
                .containsExactlyElementsOf(IntStream.range(0, rows).boxed().toList());
    }

    @Test
    void anObjectReadByRangesGivesTheSameRowsAndFetchesOnlyFilterColumnsWithoutAHit() throws Exception {
        int payload = 1 << 20;
        MessageType schema = MessageTypeParser.parseMessageType("""
                message event {
                  required binary payload;
                  optional fixed_len_byte_array(16) user_uuid;
                  optional int64 occurred_at (TIMESTAMP(MILLIS,true));
                  required int32 number;
                }
                """);
        List<Group> rows = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            rows.add(
                    event(schema, user(i), NOON, i).append("payload", Binary.fromConstantByteArray(new byte[payload])));
        }
        FileLayout layout = FileLayout.usual().withRows(1, 1).withCodec(CompressionCodecName.UNCOMPRESSED);
        RangeStore store = new RangeStore(Map.of("key", GroupFiles.write(schema, rows, layout)));
        FetchedObject object = store.byRange("key");

        ScannedObject scanned = new EventScanner(Events.usualType(), EVER, ANNE, List.of()).scan(object);

        assertThat(numbers(scanned)).containsExactly(1);
        long fetched = store.served().stream()
                .mapToLong(range -> range.to() - range.from())
                .sum();
        assertThat(fetched).isBetween((long) payload, 2L * payload);
    }

    @Test
    void oneScannerServesManyThreads() throws Exception {
        byte[] bytes = file(event(user(1), NOON, 1), event(user(2), NOON, 2));
        EventScanner scanner = new EventScanner(Events.usualType(), EVER, ANNE, List.of());

        List<Integer> counts = IntStream.range(0, 2_000)
                .parallel()
                .mapToObj(i -> count(scanner, bytes))
                .toList();

        assertThat(counts).containsOnly(1);
    }

    private static int count(EventScanner scanner, byte[] bytes) {
        try {
            return numbers(scanner.scan(whole(bytes))).size();
        } catch (UnreadableObjectException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Integer> matchingTexts(UserEncoding encoding, String... users) throws Exception {
        return numbers(scanTexts(encoding, ANNE, users));
    }

    private static ScannedObject scanTexts(UserEncoding encoding, UserSelection selection, String... users)
            throws Exception {
        MessageType schema = MessageTypeParser.parseMessageType("""
                message event {
                  optional binary user_uuid (STRING);
                  required int64 occurred_at;
                  required int32 number;
                }
                """);
        List<Group> rows = IntStream.range(0, users.length)
                .mapToObj(i -> new SimpleGroup(schema)
                        .append("user_uuid", users[i])
                        .append("occurred_at", 0L)
                        .append("number", i))
                .toList();
        byte[] bytes = GroupFiles.write(schema, rows, FileLayout.usual());
        return scan(Events.type(encoding, TimeEncoding.TIMESTAMP_MICROS), EVER, selection, bytes);
    }

    private static ScannedObject scan(EventType type, TimeRange range, UserSelection users, byte[] bytes)
            throws UnreadableObjectException {
        return new EventScanner(type, range, users, List.of()).scan(whole(bytes));
    }

    /** The column {@code number} of all rows. */
    private static List<Integer> numbers(ScannedObject scanned) throws UnreadableObjectException {
        List<Integer> numbers = new ArrayList<>();
        for (RowBatch batch = scanned.nextBatch(); batch != null; batch = scanned.nextBatch()) {
            assertThat(batch.rows()).isBetween(1, BatchReader.MAX_ROWS);
            IntVector column = (IntVector) batch.leaves().get(batch.leaves().size() - 1);
            IntStream.range(0, batch.rows()).map(column::value).forEach(numbers::add);
        }
        return numbers;
    }
}
