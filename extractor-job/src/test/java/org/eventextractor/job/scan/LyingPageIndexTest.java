package org.eventextractor.job.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventextractor.job.parquet.Events.EVER;
import static org.eventextractor.job.parquet.Events.NOON;
import static org.eventextractor.job.parquet.Events.user;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.internal.hadoop.metadata.IndexReference;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.eventextractor.core.request.UserSelection;
import org.eventextractor.job.parquet.Events;
import org.eventextractor.job.parquet.FileLayout;
import org.eventextractor.job.parquet.GroupFiles;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files whose page indexes claim other rows than their pages hold. */
class LyingPageIndexTest {

    private static final MessageType SCHEMA = MessageTypeParser.parseMessageType("""
            message event {
              optional fixed_len_byte_array(16) user_uuid;
              optional int64 occurred_at (TIMESTAMP(MILLIS,true));
              repeated int32 mark;
              required int32 number;
            }
            """);

    private static final int ROWS = 2_000;
    private static final int ROWS_PER_PAGE = 500;
    private static final int ROWS_PER_USER = 50;

    /** In the pages before, around and after the row that the index is wrong about. */
    @ParameterizedTest
    @CsvSource({
        "0, 9", "0, 10", "0, 12", "1, 9", "1, 10", "1, 12", "2, 9", "2, 10", "2, 12", "3, 9", "3, 10", "3, 12",
    })
    void neverGivesAWrongRow(int leaf, int user) throws Exception {
        byte[] file = GroupFiles.write(SCHEMA, rows(), FileLayout.usual().withRows(ROWS, ROWS_PER_PAGE));
        Reading sound = read(file, user);
        assertThat(sound.rows()).isNotEmpty();

        Reading lied = read(withFirstRowOneOff(file, leaf), user);

        assertThat(lied)
                .satisfiesAnyOf(
                        reading -> assertThat(reading.code()).isNotNull(),
                        reading -> assertThat(reading).isEqualTo(sound));
    }

    /** The second page is said to begin one row later. */
    private static byte[] withFirstRowOneOff(byte[] file, int leaf) throws IOException {
        IndexReference index = offsetIndex(file, leaf);
        byte[] lying = file.clone();
        int end = (int) index.getOffset() + index.getLength();
        for (int i = (int) index.getOffset(); i < end - 3; i++) {
            boolean firstRow = file[i] == 0x16 && file[i + 1] == (byte) 0xE8 && file[i + 2] == 0x07 && file[i + 3] == 0;
            lying[i + 1] = firstRow ? (byte) 0xEA : lying[i + 1];
        }
        assertThat(lying).isNotEqualTo(file);
        return lying;
    }

    private static IndexReference offsetIndex(byte[] file, int leaf) throws IOException {
        try (ParquetFileReader reader =
                ParquetFileReader.open(RangeInputFile.inMemory("file", file), OpenFile.OPTIONS)) {
            return reader.getRowGroups().get(0).getColumns().get(leaf).getOffsetIndexReference();
        }
    }

    private static Reading read(byte[] file, int user) {
        UserSelection users = UserSelection.of(List.of(user(user)));
        return new ThreeWays(Events.usualType(), EVER, users).byPages(file);
    }

    private static List<Group> rows() {
        return IntStream.range(0, ROWS).mapToObj(LyingPageIndexTest::row).toList();
    }

    private static Group row(int number) {
        Group row = Events.event(SCHEMA, user(number / ROWS_PER_USER), NOON.plusSeconds(number), number);
        for (int mark = 0; mark < 1 + number % 3; mark++) {
            row.add("mark", number + mark);
        }
        return row;
    }
}
