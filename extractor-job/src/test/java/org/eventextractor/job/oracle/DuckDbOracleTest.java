package org.eventextractor.job.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.eventextractor.core.request.UserSelection;
import org.eventextractor.job.oracle.DuckDbOracle.Difference;
import org.eventextractor.samples.FileShape;
import org.eventextractor.samples.SampleEvents;
import org.eventextractor.samples.SampleSpec;
import org.eventextractor.samples.SampleType;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who judges the judge: answers known to be right and known to be wrong. */
class DuckDbOracleTest {

    /** Events without a time match nothing, so its files are not an answer. */
    private static final String SOMETIMES_WITHOUT_TIME = "XAPI_STATEMENT";

    private static final LocalDate DAY = LocalDate.parse("2023-12-31");

    @TempDir
    Path sources;

    @ParameterizedTest
    @EnumSource(mode = EXCLUDE, names = SOMETIMES_WITHOUT_TIME)
    void theSourcesThemselvesAreAllEventsOfAllTime(SampleType type) throws SQLException {
        SampleSpec spec = writeSources(type);
        List<Path> all = DuckDbOracle.parquetFiles(sources);

        Difference difference = compare(type, spec, UserSelection.everyone(), all);

        assertThat(difference).isEqualTo(Difference.none(expected(spec, UserSelection.everyone())));
    }

    @ParameterizedTest
    @EnumSource(mode = EXCLUDE, names = SOMETIMES_WITHOUT_TIME)
    void aFileLeftOutIsMissing(SampleType type) throws SQLException {
        SampleSpec spec = writeSources(type);
        List<Path> all = DuckDbOracle.parquetFiles(sources);

        Difference difference = compare(type, spec, UserSelection.everyone(), all.subList(1, all.size()));

        assertThat(difference.missing()).isNotEmpty();
        assertThat(difference.surplus()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EXCLUDE, names = SOMETIMES_WITHOUT_TIME)
    void aFileDeliveredTwiceIsSurplus(SampleType type) throws SQLException {
        SampleSpec spec = writeSources(type);
        List<Path> all = DuckDbOracle.parquetFiles(sources);

        Difference difference = compare(
                type,
                spec,
                UserSelection.everyone(),
                Stream.concat(all.stream(), all.stream().limit(1)).toList());

        assertThat(difference.missing()).isEmpty();
        assertThat(difference.surplus()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithTheSeedOnTheNumberOfWantedEvents(SampleType type) throws SQLException {
        SampleSpec spec = writeSources(type);

        Difference difference = compare(type, spec, spec.wanted(), List.of());

        assertThat(difference.expectedRows()).isPositive().isEqualTo(expected(spec, spec.wanted()));
        assertThat(difference.missing()).isNotEmpty();
    }

    /** Every event that has a time lies within the range. */
    private SampleSpec writeSources(SampleType type) {
        SampleSpec spec = SampleSpec.of(11, List.of(type), DAY, 2)
                .withFiles(2, new FileShape(60, 40, 20))
                .withUsers(10, 3)
                .withShares(0.35, 0)
                .withNewerSchemasFrom(DAY.plusDays(1));
        new SampleEvents(spec).writeTo(sources);
        return spec;
    }

    private Difference compare(SampleType type, SampleSpec spec, UserSelection users, List<Path> output)
            throws SQLException {
        try (DuckDbOracle oracle = new DuckDbOracle(users)) {
            return oracle.compare(type, sources, users.all(), spec.range(), output);
        }
    }

    private static long expected(SampleSpec spec, UserSelection users) {
        return new SampleEvents(spec).expected(users, spec.range()).count();
    }
}
