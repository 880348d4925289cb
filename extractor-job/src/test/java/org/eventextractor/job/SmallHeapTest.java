package org.eventextractor.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eventextractor.core.request.UserSelection;
import org.eventextractor.samples.FileShape;
import org.eventextractor.samples.SampleEvents;
import org.eventextractor.samples.SampleRequest;
import org.eventextractor.samples.SampleSpec;
import org.eventextractor.samples.SampleType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The {@code run} command with a heap that holds only a small part of what it reads, once that is decoded. */
@Timeout(240)
class SmallHeapTest {

    private static final SampleSpec SPEC = SampleSpec.of(
                    5, List.of(SampleType.STARTED_SESSION), LocalDate.parse("2023-12-31"), 1)
            .withFiles(1, FileShape.ofRows(20_000))
            .withUsers(2_000, 5);

    private static final int FILES = 240;

    @TempDir
    Path folder;

    @Test
    void manyFilesOfWhichEveryRowIsWantedDoNotExhaustIt() throws Exception {
        Map<String, Integer> ofSmallHeap = extract("small", Map.of("EXTRACTOR_THREADS", "2"), "384m");
        Map<String, Integer> ofSparingRun = extract("sparing", RunProcess.SPARING, "2g");

        assertThat(ofSmallHeap).isNotEmpty().isEqualTo(ofSparingRun);
    }

    /** The data files' content, by their names. */
    private Map<String, Integer> extract(String name, Map<String, String> settings, String heap) throws Exception {
        Path place = Files.createDirectory(folder.resolve(name));
        writeInputs(place);
        RunProcess run = RunProcess.start(
                place, List.of(), settings, "-Xmx" + heap, "-XX:+ExitOnOutOfMemoryError", "-XX:+UseSerialGC");

        assertThat(run.awaitEnd()).as(run.log()).isZero();
        assertThat(run.status()).contains("\"completed\"", "\"eventsMatched\" : " + expectedEvents());
        return dataFiles(place.resolve("out"));
    }

    private static void writeInputs(Path place) throws IOException {
        new SampleEvents(SPEC).writeTo(place.resolve("events"));
        Files.write(
                place.resolve("my_request.json"),
                new SampleRequest(SPEC.eventTypes(), SPEC.range(), UserSelection.everyone(), "", null).toJson());
        Path file = parquetFiles(place.resolve("events")).get(0);
        for (int i = 1; i < FILES; i++) {
            Files.createLink(file.resolveSibling("link-" + i + ".parquet"), file);
        }
    }

    private static long expectedEvents() {
        return FILES
                * new SampleEvents(SPEC)
                        .expected(UserSelection.everyone(), SPEC.range())
                        .count();
    }

    private static Map<String, Integer> dataFiles(Path out) throws IOException {
        Map<String, Integer> content = new TreeMap<>();
        for (Path file : parquetFiles(out)) {
            content.put(file.getFileName().toString(), Arrays.hashCode(Files.readAllBytes(file)));
        }
        return content;
    }

    private static List<Path> parquetFiles(Path below) throws IOException {
        try (Stream<Path> files = Files.walk(below)) {
            return files.filter(file -> file.toString().endsWith(".parquet")).toList();
        }
    }
}
