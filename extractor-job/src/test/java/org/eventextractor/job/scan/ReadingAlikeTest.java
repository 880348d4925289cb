package org.eventextractor.job.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.eventextractor.core.catalogue.EventType;
import org.eventextractor.core.catalogue.TimeEncoding;
import org.eventextractor.core.catalogue.UserEncoding;
import org.eventextractor.core.request.TimeRange;
import org.eventextractor.core.request.UserSelection;
import org.eventextractor.job.parquet.Events;
import org.eventextractor.job.parquet.FileLayout;
import org.eventextractor.job.parquet.GroupFiles;
import org.eventextractor.job.parquet.RandomRows;
import org.eventextractor.job.scan.UnreadableObjectException.Code;
import org.eventextractor.samples.SampleEvents;
import org.eventextractor.samples.SampleSpec;
import org.eventextractor.samples.SampleType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is decoded here is what parquet-java decodes, in either way, and production's files are decoded here. */
class ReadingAlikeTest {

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
    void randomFilesReadAlikeThreeWays(int seed) {
        Random random = new Random(seed);
        RandomRows rows = new RandomRows(random);
        MessageType schema = rows.schema();
        List<Group> groups = IntStream.range(0, random.nextInt(400))
                .mapToObj(i -> rows.row(schema, i))
                .toList();
        FileLayout layout = layout(random);
        byte[] file = GroupFiles.write(schema, groups, layout);
        for (UserSelection users : List.of(USERS, UserSelection.everyone())) {
            ThreeWays ways = new ThreeWays(Events.usualType(), random.nextBoolean() ? RANGE : Events.EVER, users);
            ways.learn(file);

            Reading shortly = ways.shortly(file);

            if (layout.version() == WriterVersion.PARQUET_1_0) {
                assertThat(shortly).as("decoded here: %s", layout).isNotNull();
            }
            Reading byParquetJava = ways.byParquetJava(file);
            if (shortly != null) {
                assertThat(shortly).isEqualTo(byParquetJava);
            }
            assertThat(ways.byPages(file)).as("by pages: %s", layout).isEqualTo(byParquetJava);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theFilesOfProductionAreDecodedHere(SampleType type, @TempDir Path folder) throws Exception {
        SampleEvents events = new SampleEvents(SampleSpec.of(11, List.of(type), LocalDate.of(2023, 5, 1), 1));
        events.writeTo(folder);
        ThreeWays ways = new ThreeWays(
                eventType(type), events.spec().range(), events.spec().wanted());
        List<byte[]> files = files(folder);
        ways.learn(files.get(0));

        for (byte[] file : files) {
            assertThat(ways.shortly(file)).isNotNull().isEqualTo(ways.byParquetJava(file));
        }
    }

    @Test
    void byteStreamSplitIsLeftToParquetJava() {
        List<Type> fields = new ArrayList<>(Events.SCHEMA.getFields());
        fields.add(Types.required(PrimitiveTypeName.DOUBLE).named("share"));
        MessageType schema = new MessageType("event", fields);
        List<Group> rows =
                List.of(Events.event(schema, Events.user(1), Events.NOON, 1).append("share", 0.5));
        byte[] split = GroupFiles.write(schema, rows, FileLayout.usual().withoutDictionary(), true);
        byte[] plain = GroupFiles.write(schema, rows, FileLayout.usual().withoutDictionary(), false);

        assertThat(learnt(split).shortly(split)).isNull();
        assertThat(learnt(plain).shortly(plain)).isEqualTo(learnt(plain).byParquetJava(split));
    }

    @Test
    void aFooterNotSeenBeforeIsLeftToParquetJava() {
        byte[] one = GroupFiles.write(Events.SCHEMA, rows(10), FileLayout.usual());
        byte[] other =
                GroupFiles.write(Events.SCHEMA, rows(10), FileLayout.usual().withMetadata(Map.of("batch", "2")));

        assertThat(learnt(one).shortly(one)).isNotNull();
        assertThat(learnt(one).shortly(other)).isNull();
    }

    @Test
    void moreRowsThanABatchHoldsAreLeftToParquetJava() {
        byte[] most = GroupFiles.write(Events.SCHEMA, rows(BatchReader.MAX_ROWS), FileLayout.usual());
        byte[] more = GroupFiles.write(Events.SCHEMA, rows(BatchReader.MAX_ROWS + 1), FileLayout.usual());

        assertThat(learnt(most).shortly(most)).isNotNull();
        assertThat(learnt(most).shortly(more)).isNull();
    }

    @Test
    void usersAndTimesOfManyRowsAreFoundAlike() {
        List<Group> rows = IntStream.rangeClosed(0, BatchReader.MAX_ROWS)
                .mapToObj(i -> Events.event(i % 3 == 0 ? null : Events.user(i % 50), Events.NOON.plusMillis(i), i))
                .toList();
        Set<UUID> users = IntStream.range(0, 50).mapToObj(Events::user).collect(Collectors.toSet());
        ThreeWays ways = new ThreeWays(Events.usualType(), Events.EVER, UserSelection.everyone());

        for (FileLayout layout : List.of(FileLayout.usual(), FileLayout.usual().withoutDictionary())) {
            byte[] file = GroupFiles.write(Events.SCHEMA, rows, layout);
            Reading reading = ways.byPages(file);
            assertThat(reading).isEqualTo(ways.byParquetJava(file));
            ReadTally tally = Objects.requireNonNull(reading.tally());
            assertThat(Set.copyOf(tally.users())).isEqualTo(users);
            assertThat(tally.first()).isEqualTo(Events.NOON);
            assertThat(tally.last()).isEqualTo(Events.NOON.plusMillis(BatchReader.MAX_ROWS));
        }
    }

    @Test
    void damageIsLeftToParquetJavaToName() {
        byte[] file = GroupFiles.write(Events.SCHEMA, rows(10), FileLayout.usual());
        ThreeWays ways = learnt(file);
        byte[] damaged = file.clone();
        damaged[40] ^= 1;

        assertThat(ways.shortly(damaged)).isNull();
        assertThat(ways.byParquetJava(damaged).code()).isEqualTo(Code.CORRUPT);
    }

    private static ThreeWays learnt(byte[] file) {
        ThreeWays ways = new ThreeWays(Events.usualType(), Events.EVER, UserSelection.everyone());
        ways.learn(file);
        return ways;
    }

    private static List<Group> rows(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Events.event(Events.user(i), Events.NOON.plusMillis(i), i))
                .toList();
    }

    private static List<byte[]> files(Path folder) throws IOException {
        List<byte[]> files = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                files.add(Files.readAllBytes(path));
            }
        }
        return files;
    }

    private static EventType eventType(SampleType type) {
        return type == SampleType.XAPI_STATEMENT
                ? Events.type(
                        "actor.member0.account.name",
                        UserEncoding.UUID_STRING,
                        "timestamp",
                        TimeEncoding.ISO8601_STRING)
                : Events.usualType();
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
