package org.eventextractor.job.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.eventextractor.core.request.UserSelection;
import org.eventextractor.job.parquet.Events;
import org.eventextractor.job.parquet.FileLayout;
import org.eventextractor.job.parquet.GroupFiles;
import org.junit.jupiter.api.Test;

/** Of what a source keeps in a dictionary, a vector holds each value once. */
class SharedValuesTest {

    private static final int ROWS = 300;
    private static final int COLOURS = 3;
    private static final MessageType SCHEMA = MessageTypeParser.parseMessageType("""
            message event {
              optional fixed_len_byte_array(16) user_uuid;
              optional int64 occurred_at (TIMESTAMP(MILLIS,true));
              required int32 number;
              required binary colour (STRING);
            }
            """);

    @Test
    void entriesShareTheValuesOfADictionary() throws Exception {
        BinaryVector colours = colours(FileLayout.usual());

        assertThat(colours.entries()).isEqualTo(ROWS);
        assertThat(colours.values()).isEqualTo(COLOURS);
    }

    @Test
    void eachRowGroupHasADictionaryOfItsOwn() throws Exception {
        BinaryVector colours = colours(FileLayout.usual().withRows(ROWS / 2, ROWS / 2));

        assertThat(colours.entries()).isEqualTo(ROWS);
        assertThat(colours.values()).isEqualTo(2 * COLOURS);
    }

    @Test
    void withoutADictionaryEachEntryHasAValueOfItsOwn() throws Exception {
        BinaryVector colours = colours(FileLayout.usual().withoutDictionary());

        assertThat(colours.values()).isEqualTo(ROWS);
    }

    /** Of the second file of a footer, which is not parquet-java's to read. */
    private static BinaryVector colours(FileLayout layout) throws UnreadableObjectException {
        EventScanner scanner = new EventScanner(Events.usualType(), Events.EVER, UserSelection.everyone(), List.of());
        List<Group> rows =
                IntStream.range(0, ROWS).mapToObj(SharedValuesTest::row).toList();
        byte[] file = GroupFiles.write(SCHEMA, rows, layout);
        scanner.scan(Events.whole(file));

        RowBatch batch = Objects.requireNonNull(scanner.scan(Events.whole(file)).nextBatch());
        return (BinaryVector) batch.leaves().get(3);
    }

    private static Group row(int number) {
        Group row = Events.event(SCHEMA, Events.user(number), Events.NOON, number);
        row.append("colour", "colour " + number % COLOURS);
        return row;
    }
}
