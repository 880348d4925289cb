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

    private static final Inputs MANY_BATCHES_A_FILE = new Inputs(20_000, 240);
    /** Their rows fill row groups together. Four slices, of which each is written to its end. */
    private static final Inputs ONE_BATCH_A_FILE = new Inputs(8_000, 1_800);

    @TempDir
    Path folder;

    @Test
    void whatIsScannedAheadDoesNotExhaustIt() throws Exception {
        Map<String, Integer> ofSmallHeap =
                extract(MANY_BATCHES_A_FILE, "small", Map.of("EXTRACTOR_THREADS", "2"), "384m");
        Map<String, Integer> ofSparingRun = extract(MANY_BATCHES_A_FILE, "sparing", RunProcess.SPARING, "2g");

        assertThat(ofSmallHeap).isNotEmpty().isEqualTo(ofSparingRun);
    }

    /** The heap that the image's options leave in a container of 512 MB. */
    @Test
    void whatIsWrittenAtATimeDoesNotExhaustIt() throws Exception {
        assertThat(extract(ONE_BATCH_A_FILE, "small", Map.of("EXTRACTOR_THREADS", "4"), "307m"))
                .hasSize(4);
    }

    /** The data files' content, by their names. */
    private Map<String, Integer> extract(Inputs inputs, String name, Map<String, String> settings, String heap)
            throws Exception {
        Path place = Files.createDirectory(folder.resolve(name));
        inputs.writeTo(place);
        RunProcess run = RunProcess.start(
                place, List.of(), settings, "-Xmx" + heap, "-XX:+ExitOnOutOfMemoryError", "-XX:+UseSerialGC");

        assertThat(run.awaitEnd()).as(run.log()).isZero();
        assertThat(run.status()).contains("\"completed\"", "\"eventsMatched\" : " + inputs.expectedEvents());
        return dataFiles(place.resolve("out"));
    }

    /** A request for everyone's events, and links to one file of events. */
    private record Inputs(SampleSpec spec, int files) {

        Inputs(int rowsOfFile, int files) {
            this(
                    SampleSpec.of(5, List.of(SampleType.STARTED_SESSION), LocalDate.parse("2023-12-31"), 1)
                            .withFiles(1, FileShape.ofRows(rowsOfFile))
                            .withUsers(2_000, 5),
                    files);
        }

        void writeTo(Path place) throws IOException {
            new SampleEvents(spec).writeTo(place.resolve("events"));
            Files.write(
                    place.resolve("my_request.json"),
                    new SampleRequest(spec.eventTypes(), spec.range(), UserSelection.everyone(), "", null).toJson());
            Path file = parquetFiles(place.resolve("events")).get(0);
            for (int i = 1; i < files; i++) {
                Files.createLink(file.resolveSibling("link-" + i + ".parquet"), file);
            }
        }

        long expectedEvents() {
            return files
                    * new SampleEvents(spec)
                            .expected(UserSelection.everyone(), spec.range())
                            .count();
        }
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
