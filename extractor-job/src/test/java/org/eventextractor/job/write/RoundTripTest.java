package org.eventextractor.job.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.eventextractor.core.request.OutputOptions.Compression;
import org.eventextractor.core.request.TimeRange;
import org.eventextractor.core.request.UserSelection;
import org.eventextractor.job.parquet.Events;
import org.eventextractor.job.parquet.FileLayout;
import org.eventextractor.job.parquet.GroupFiles;
import org.eventextractor.job.parquet.RandomRows;
import org.eventextractor.job.parquet.RangeStore;
import org.eventextractor.job.scan.EventScanner;
import org.eventextractor.job.scan.ScannedObject;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random files of random schemas, some wider than others: what comes out is what matches of what went in. */
class RoundTripTest {

    private static final int CASES = 40;
    private static final int WANTED_USERS = 8;
    private static final TimeRange RANGE = new TimeRange(Events.NOON.plusMillis(100), Events.NOON.plusMillis(800));
    private static final Set<Binary> WANTED = IntStream.range(0, WANTED_USERS)
            .mapToObj(i -> Events.binary(Events.user(i)))
            .collect(Collectors.toSet());
    private static final UserSelection USERS = UserSelection.of(
            IntStream.range(0, WANTED_USERS).mapToObj(Events::user).toList());

    @TempDir
    private Path folder;

    static IntStream seeds() {
        return IntStream.range(0, CASES);
    }

    /** The seed is the parameter, so a failing test's name shows it. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void rowsAndSchemaAreThoseOfTheSources(int seed) throws Exception {
        Random random = new Random(seed);
        RandomRows rows = new RandomRows(random);
        MessageType base = rows.schema();
        boolean everyone = random.nextInt(4) == 0;
        EventScanner scanner =
                new EventScanner(Events.usualType(), RANGE, everyone ? UserSelection.everyone() : USERS, List.of());
        List<String> expected = new ArrayList<>();
        List<byte[]> files = new ArrayList<>();
        MessageType union = null;
        for (int file = 0; file < 4; file++) {
            MessageType schema = random.nextBoolean() ? base : rows.evolved(base);
            List<Group> groups = IntStream.range(0, random.nextInt(400))
                    .mapToObj(i -> rows.row(schema, i))
                    .toList();
            files.add(GroupFiles.write(schema, groups, layout(random)));
            groups.stream()
                    .filter(row -> matches(row, everyone))
                    .map(GroupFiles::text)
                    .forEach(expected::add);
            union = union == null ? schema : SchemaUnion.of(union, schema);
        }
        WriteOptions options = options(random);

        Path whole = write(scanner, options, "whole", files, false);
        Path byRange = write(scanner, options, "byRange", files, true);

        if (expected.isEmpty()) {
            assertThat(whole).doesNotExist();
            return;
        }
        assertThat(whole).hasSameBinaryContentAs(byRange);
        assertThat(GroupFiles.texts(GroupFiles.read(whole))).isEqualTo(expected);
        assertThat(GroupFiles.footer(whole).getFileMetaData().getSchema()).isEqualTo(union);
        assertThat(numbersByDuckDb(whole)).isEqualTo(numbers(GroupFiles.read(whole)));
    }

    private Path write(EventScanner scanner, WriteOptions options, String name, List<byte[]> files, boolean byRange)
            throws Exception {
        Path scratch = Files.createDirectories(folder.resolve(name));
        try (PartWriter writer = new PartWriter(scratch, "part.parquet", options, new FileBuffers())) {
            for (byte[] file : files) {
                writer.append(scan(scanner, file, byRange));
            }
            writer.finish();
        }
        assertThat(scratch.toFile().list()).doesNotContain("part.parquet.segment-0");
        return scratch.resolve("part.parquet");
    }

    private static ScannedObject scan(EventScanner scanner, byte[] file, boolean byRange) throws Exception {
        RangeStore store = new RangeStore(Map.of("key", file));
        return scanner.scan(byRange ? store.byRange("key") : Events.whole("key", file));
    }

    private static List<Integer> numbers(List<Group> rows) {
        return rows.stream().map(row -> row.getInteger("number", 0)).toList();
    }

    private static boolean matches(Group row, boolean everyone) {
        boolean user = row.getFieldRepetitionCount("user_uuid") > 0 && WANTED.contains(row.getBinary("user_uuid", 0));
        return (everyone || user)
                && row.getFieldRepetitionCount("occurred_at") > 0
                && row.getLong("occurred_at", 0) >= RANGE.start().toEpochMilli()
                && row.getLong("occurred_at", 0) <= RANGE.end().toEpochMilli();
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

    private static WriteOptions options(Random random) {
        Compression[] codecs = Compression.values();
        return new WriteOptions(
                codecs[random.nextInt(codecs.length)], 1 + random.nextInt(20_000), 64 + random.nextInt(2_000));
    }

    /** DuckDB decodes every column, so that another reader than the writer's own vouches for the file. */
    private static List<Integer> numbersByDuckDb(Path file) throws SQLException {
        String query = "SELECT * FROM read_parquet('" + file + "')";
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<Integer> numbers = new ArrayList<>();
            while (rows.next()) {
                numbers.add(rows.getInt("number"));
            }
            return numbers;
        }
    }
}
