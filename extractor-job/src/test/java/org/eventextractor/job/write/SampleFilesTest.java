package org.eventextractor.job.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.eventextractor.core.catalogue.EventType;
import org.eventextractor.core.catalogue.TimeEncoding;
import org.eventextractor.core.catalogue.UserEncoding;
import org.eventextractor.core.request.OutputOptions.Compression;
import org.eventextractor.job.parquet.Events;
import org.eventextractor.job.parquet.GroupFiles;
import org.eventextractor.job.scan.EventScanner;
import org.eventextractor.samples.SampleEvents;
import org.eventextractor.samples.SampleSpec;
import org.eventextractor.samples.SampleType;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files as production writes them, older and newer schemas among them. */
class SampleFilesTest {

    private static final long SEED = 11;
    private static final LocalDate FIRST_DAY = LocalDate.of(2023, 2, 27);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void theRowsOfTheUsersWithinTheRangeComeOut(SampleType type) throws Exception {
        SampleEvents events = new SampleEvents(
                SampleSpec.of(SEED, List.of(type), FIRST_DAY, 4).withNewerSchemasFrom(FIRST_DAY.plusDays(2)));
        events.writeTo(folder);
        EventScanner scanner = new EventScanner(
                eventType(type), events.spec().range(), events.spec().wanted(), List.of());

        WrittenPart part = write(scanner);

        long expected =
                events.expected(events.spec().wanted(), events.spec().range()).count();
        assertThat(expected).as("seed %s", SEED).isPositive();
        assertThat(part.rows()).as("seed %s", SEED).isEqualTo(expected);
        List<Group> rows = GroupFiles.read(part.file());
        assertThat(rows).hasSize((int) expected);
        assertThat(part.schema().getFieldCount())
                .isGreaterThanOrEqualTo(type.schema().getFields().size());
    }

    private WrittenPart write(EventScanner scanner) throws Exception {
        try (PartWriter writer =
                new PartWriter(folder, "part.parquet", WriteOptions.of(Compression.ZSTD), new FileBuffers())) {
            for (Path file : files()) {
                writer.append(scanner.scan(Events.whole(file.toString(), Files.readAllBytes(file))));
            }
            return writer.finish().orElseThrow();
        }
    }

    private List<Path> files() throws Exception {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        }
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
}
