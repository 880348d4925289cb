package org.eventextractor.job.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.eventextractor.core.request.TimeRange;
import org.eventextractor.core.request.UserSelection;
import org.eventextractor.job.parquet.Events;
import org.eventextractor.job.parquet.FileLayout;
import org.eventextractor.job.parquet.GroupFiles;
import org.eventextractor.job.parquet.RandomRows;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is decoded here is what parquet-java decodes, and production's files are decoded here. */
class SmallFileScanTest {

    private static final int CASES = 150;
    private static final TimeRange RANGE = new TimeRange(Events.NOON.plusMillis(100), Events.NOON.plusMillis(800));
    private static final UserSelection USERS =
            UserSelection.of(IntStream.range(0, 8).mapToObj(Events::user).toList());

    static IntStream seeds() {
        return IntStream.range(0, CASES);
    }

    /** The seed is the parameter, so a failing test's name shows it. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void randomFilesReadAlikeBothWays(int seed) {
        Random random = new Random(seed);
        RandomRows rows = new RandomRows(random);
        MessageType schema = rows.schema();
        List<Group> groups = IntStream.range(0, random.nextInt(400))
                .mapToObj(i -> rows.row(schema, i))
                .toList();
        FileLayout layout = layout(random);
        byte[] file = GroupFiles.write(schema, groups, layout);
        for (UserSelection users : List.of(USERS, UserSelection.everyone())) {
            BothWays both = new BothWays(Events.usualType(), random.nextBoolean() ? RANGE : Events.EVER, users);
            both.learn(file);

            Reading shortly = both.shortly(file);

            if (layout.version() == WriterVersion.PARQUET_1_0 && layout.codec() != CompressionCodecName.LZ4_RAW) {
                assertThat(shortly).as("decoded here: %s", layout).isNotNull();
            }
            if (shortly != null) {
                assertThat(shortly).isEqualTo(both.byParquetJava(file));
            }
        }
    }

    private static FileLayout layout(Random random) {
        CompressionCodecName[] codecs = {
            CompressionCodecName.UNCOMPRESSED,
            CompressionCodecName.SNAPPY,
            CompressionCodecName.GZIP,
            CompressionCodecName.ZSTD,
            CompressionCodecName.LZ4_RAW
        };
        return new FileLayout(
                codecs[random.nextInt(codecs.length)],
                random.nextBoolean() ? WriterVersion.PARQUET_1_0 : WriterVersion.PARQUET_2_0,
                random.nextBoolean(),
                random.nextBoolean(),
                1 + random.nextInt(300),
                1 + random.nextInt(100),
                Map.of());
    }
}
