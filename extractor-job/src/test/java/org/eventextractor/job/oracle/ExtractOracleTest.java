package org.eventextractor.job.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.eventextractor.core.plan.SliceLimits;
import org.eventextractor.core.request.TimeRange;
import org.eventextractor.core.storage.MemoryObjectStore;
import org.eventextractor.job.oracle.DuckDbOracle.Difference;
import org.eventextractor.job.oracle.Extract.DataFile;
import org.eventextractor.samples.SampleEvents;
import org.eventextractor.samples.SampleType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rows are exactly right: whole extracts against another engine's answer over the same files, for many requests
 * drawn from seeds.
 *
 * <p>More of them: {@code mvn -pl extractor-job -am test -Dtest=ExtractOracleTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Doracle.cases=1000 -Doracle.seed=1}
 */
class ExtractOracleTest {

    private static final int CASES = Integer.getInteger("oracle.cases", 60);
    private static final long FIRST_SEED = Long.getLong("oracle.seed", 20240229);

    private static final long ALL_WHOLE = Long.MAX_VALUE;
    private static final long ALL_BY_RANGE = 0;

    @TempDir
    Path events;

    @TempDir
    Path scratch;

    static LongStream seeds() {
        return LongStream.range(FIRST_SEED, FIRST_SEED + CASES);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void deliversExactlyTheRowsAndTheSchemaOfTheSources(long seed) throws Exception {
        OracleCase drawn = writeSources(seed);
        boolean byRange = seed % 4 == 0;
        PlannedExtract extract = new PlannedExtract(limits(seed), byRange ? ALL_BY_RANGE : ALL_WHOLE);

        List<DataFile> delivered = extract.run(events, drawn.request(), scratch);

        requireRows(drawn, delivered);
        requireSchemas(drawn, delivered);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("fewSeeds")
    void theCommandDeliversThemToo(long seed) throws Exception {
        OracleCase drawn = writeSources(seed);

        List<DataFile> delivered = new CommandExtract().run(events, drawn.request(), scratch);

        requireRows(drawn, delivered);
        requireSchemas(drawn, delivered);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("fewSeeds")
    void listsEveryNeededFolderOnceAndFetchesEveryObjectInItOnce(long seed) throws Exception {
        OracleCase drawn = writeSources(seed);
        PlannedExtract extract = new PlannedExtract(limits(seed), ALL_WHOLE);

        extract.run(events, drawn.request(), scratch);

        MemoryObjectStore source = extract.source();
        List<String> folders = neededFolders(drawn);
        assertThat(source.listedPrefixes()).as(drawn.howToRepeat()).containsExactlyInAnyOrderElementsOf(folders);
        assertThat(source.readKeys())
                .as(drawn.howToRepeat())
                .containsExactlyInAnyOrderElementsOf(source.keys().stream()
                        .filter(key -> folders.stream().anyMatch(key::startsWith))
                        .toList());
    }

    /** Most cases must have something to deliver, and some nothing. */
    @Test
    void theCasesAreWorthTrying() {
        long matching = fewSeeds()
                .mapToObj(OracleCase::of)
                .filter(drawn -> new SampleEvents(drawn.samples())
                        .expected(drawn.request().users(), drawn.request().range())
                        .findAny()
                        .isPresent())
                .count();

        assertThat(matching).isBetween(fewSeeds().count() / 3, fewSeeds().count());
    }

    static LongStream fewSeeds() {
        return seeds().limit(15);
    }

    private OracleCase writeSources(long seed) {
        OracleCase drawn = OracleCase.of(seed);
        new SampleEvents(drawn.samples()).writeTo(events);
        return drawn;
    }

    private static SliceLimits limits(long seed) {
        return seed % 3 == 0 ? new SliceLimits(20_000, 3) : SliceLimits.standard();
    }

    private void requireRows(OracleCase drawn, List<DataFile> delivered) throws SQLException {
        TimeRange range = drawn.request().range();
        boolean allUsers = drawn.request().users().all();
        try (DuckDbOracle oracle = new DuckDbOracle(drawn.request().users())) {
            for (SampleType type : requestedTypes(drawn).toList()) {
                List<Path> files = delivered.stream()
                        .filter(part -> part.eventType().equals(type.eventType()))
                        .map(DataFile::file)
                        .toList();
                Difference difference = oracle.compare(type, events, allUsers, range, files);
                assertThat(difference)
                        .as("%s of %s; %s", type, drawn, drawn.howToRepeat())
                        .isEqualTo(Difference.none(difference.expectedRows()));
                assertThat(files.isEmpty())
                        .as("no file without rows of %s; %s", type, drawn.howToRepeat())
                        .isEqualTo(difference.expectedRows() == 0);
            }
        }
    }

    private static void requireSchemas(OracleCase drawn, List<DataFile> delivered) {
        for (DataFile part : delivered) {
            assertThat(SchemaOracle.schema(part.file()))
                    .as("schema of %s; %s", part, drawn.howToRepeat())
                    .isEqualTo(SchemaOracle.union(part.sources()));
        }
    }

    private static List<String> neededFolders(OracleCase drawn) {
        List<String> days = NeededDays.of(drawn.request().range());
        return drawn.request().eventTypes().stream()
                .flatMap(type -> days.stream().map(day -> "prod/" + type + "/" + day + "/"))
                .toList();
    }

    private static Stream<SampleType> requestedTypes(OracleCase drawn) {
        return Stream.of(SampleType.values())
                .filter(type -> drawn.request().eventTypes().contains(type.eventType()));
    }
}
