package org.eventextractor.job.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.eventextractor.core.catalogue.TimeEncoding;
import org.eventextractor.core.catalogue.UserEncoding;
import org.eventextractor.core.request.TimeRange;
import org.eventextractor.core.request.UserSelection;
import org.eventextractor.job.parquet.Events;
import org.eventextractor.job.parquet.FileLayout;
import org.eventextractor.job.parquet.GroupFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TimeConditionTest {

    private static final UUID ANNE = Events.user(1);
    private static final long SECONDS = Instant.parse("2023-05-01T12:00:00Z").getEpochSecond();

    /** One unit before the second, the second, one unit after it; and before 1970. */
    static Stream<Arguments> integers() {
        return Stream.of(
                arguments(TimeEncoding.TIMESTAMP_MILLIS, 1_000L),
                arguments(TimeEncoding.TIMESTAMP_MICROS, 1_000_000L),
                arguments(TimeEncoding.TIMESTAMP_NANOS, 1_000_000_000L));
    }

    @ParameterizedTest
    @MethodSource("integers")
    void bothEndsAreIncludedAtTheStoredPrecision(TimeEncoding encoding, long unitsPerSecond) throws Exception {
        long second = SECONDS * unitsPerSecond;
        Object[] stored = {second - 1, second, second + 1};
        Instant start = Instant.ofEpochSecond(SECONDS);

        assertThat(matching(encoding, new TimeRange(start, start), stored)).containsExactly(1);
        assertThat(matching(encoding, new TimeRange(start.plusNanos(1), start.plusSeconds(1)), stored))
                .containsExactly(2);
        assertThat(matching(encoding, new TimeRange(start.minusSeconds(1), start.minusNanos(1)), stored))
                .containsExactly(0);
    }

    @ParameterizedTest
    @MethodSource("integers")
    void timesBefore1970AndAtTheEndsOfTheTypeAreExact(TimeEncoding encoding, long unitsPerSecond) throws Exception {
        Object[] stored = {-1L, Long.MIN_VALUE, Long.MAX_VALUE, -unitsPerSecond};

        TimeRange lastSecondOf1969 = new TimeRange(Instant.ofEpochSecond(-1), Instant.ofEpochSecond(0, -1));
        assertThat(matching(encoding, lastSecondOf1969, stored)).containsExactly(0, 3);
        assertThat(matching(encoding, new TimeRange(Instant.MIN, Instant.MAX), stored))
                .containsExactly(0, 1, 2, 3);
    }

    @Test
    void int96IsTheNanosecondOfAJulianDay() throws Exception {
        Instant midnight = Instant.parse("2023-05-01T00:00:00Z");
        int day = (int) (2_440_588 + midnight.getEpochSecond() / 86_400);
        Object[] stored = {int96(86_399_999_999_999L, day - 1), int96(0, day), int96(1, day)};

        assertThat(matching(TimeEncoding.INT96, new TimeRange(midnight, midnight), stored))
                .containsExactly(1);
        assertThat(matching(TimeEncoding.INT96, new TimeRange(midnight.minusNanos(1), midnight.plusNanos(1)), stored))
                .containsExactly(0, 1, 2);
    }

    @ParameterizedTest
    @CsvSource({
        "2023-05-01T12:00:00Z, true",
        "2023-05-01T12:00:00, true",
        "2023-05-01T12:00, true",
        "2023-05-01t12:00:00z, true",
        "2023-05-01T12:00:00.000000000Z, true",
        "2023-05-01T12:00:00.000000001Z, false",
        "2023-05-01T14:00:00+02:00, true",
        "2023-05-01T14:00:00+0200, true",
        "2023-05-01T14:00:00+02, true",
        "2023-04-30T23:30:00.000-12:30, true",
        "2023-05-01T12:00:00+02:00, false",
        "2023-05-01, false",
        "noon, false",
        "'', false",
    })
    void textIsIso8601AndInUtcWithoutAnOffset(String text, boolean matches) throws Exception {
        Instant noon = Instant.ofEpochSecond(SECONDS);

        assertThat(matching(TimeEncoding.ISO8601_STRING, new TimeRange(noon, noon), text))
                .hasSize(matches ? 1 : 0);
    }

    @Test
    void textThatIsNoTimeIsCounted() throws Exception {
        ScanTally tally = scan(TimeEncoding.ISO8601_STRING, Events.EVER, "noon", "2023-05-01T12:00:00Z")
                .tally();

        assertThat(tally.rowsWithoutTime()).isEqualTo(1);
        assertThat(tally.rowsMatched()).isEqualTo(1);
    }

    private static Arguments arguments(TimeEncoding encoding, long unitsPerSecond) {
        return Arguments.of(encoding, unitsPerSecond);
    }

    private static Binary int96(long nanosOfDay, int day) {
        return Binary.fromConstantByteArray(ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(nanosOfDay)
                .putInt(day)
                .array());
    }

    /** The positions of the values that match. */
    private static List<Integer> matching(TimeEncoding encoding, TimeRange range, Object... stored) throws Exception {
        RowBatch batch = scan(encoding, range, stored).nextBatch();
        if (batch == null) {
            return List.of();
        }
        IntVector numbers = (IntVector) batch.leaves().get(2);
        return IntStream.range(0, batch.rows()).mapToObj(numbers::value).toList();
    }

    private static ScannedObject scan(TimeEncoding encoding, TimeRange range, Object... stored) throws Exception {
        MessageType schema = schema(encoding);
        List<Group> rows = IntStream.range(0, stored.length)
                .mapToObj(i -> row(schema, stored[i], i))
                .toList();
        byte[] bytes = GroupFiles.write(schema, rows, FileLayout.usual());
        return new EventScanner(
                        Events.type(UserEncoding.UUID_FIXED16, encoding),
                        range,
                        UserSelection.of(List.of(ANNE)),
                        List.of())
                .scan(Events.whole(bytes));
    }

    private static Group row(MessageType schema, Object time, int number) {
        Group row =
                new SimpleGroup(schema).append("user_uuid", Events.binary(ANNE)).append("number", number);
        if (time instanceof Long value) {
            return row.append("occurred_at", value);
        }
        return time instanceof Binary value
                ? row.append("occurred_at", value)
                : row.append("occurred_at", (String) time);
    }

    private static MessageType schema(TimeEncoding encoding) {
        String type = switch (encoding) {
            case TIMESTAMP_MILLIS -> "int64 occurred_at (TIMESTAMP(MILLIS,true))";
            case TIMESTAMP_MICROS -> "int64 occurred_at (TIMESTAMP(MICROS,true))";
            case TIMESTAMP_NANOS -> "int64 occurred_at (TIMESTAMP(NANOS,true))";
            case INT96 -> "int96 occurred_at";
            case ISO8601_STRING -> "binary occurred_at (STRING)";
        };
        return MessageTypeParser.parseMessageType(
                "message event { required fixed_len_byte_array(16) user_uuid; required " + type
                        + "; required int32 number; }");
    }
}
