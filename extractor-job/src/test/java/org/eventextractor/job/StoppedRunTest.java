package org.eventextractor.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.eventextractor.core.request.UserSelection;
import org.eventextractor.samples.FileShape;
import org.eventextractor.samples.SampleEvents;
import org.eventextractor.samples.SampleRequest;
import org.eventextractor.samples.SampleSpec;
import org.eventextractor.samples.SampleType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The {@code run} command as a process that is stopped, or cannot write its temporary files. */
@Timeout(180)
class StoppedRunTest {

    private static final SampleSpec SPEC = SampleSpec.of(
                    5, List.of(SampleType.STARTED_SESSION), LocalDate.parse("2023-12-31"), 1)
            .withFiles(1, FileShape.ofRows(20_000))
            .withUsers(2_000, 5);

    /** Links to one file: more than a thread can read before it looks at the status. */
    private static final int MANY = 400;

    /** A process that was started in the background is deaf to SIGINT, and so are all that it starts. */
    private static final List<String> HEEDING_SIGNALS = List.of("env", "--default-signal=INT");

    @TempDir
    Path folder;

    @BeforeEach
    void writeSamples() throws IOException {
        new SampleEvents(SPEC).writeTo(folder.resolve("events"));
        UserSelection everyone = UserSelection.everyone();
        Files.write(
                folder.resolve("my_request.json"),
                new SampleRequest(SPEC.eventTypes(), SPEC.range(), everyone, "", null).toJson());
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void aRunThatIsStoppedSaysSoAndLeavesNoTemporaryFiles(String signal, int exitCode) throws Exception {
        linkMany();
        RunProcess run = RunProcess.start(folder, HEEDING_SIGNALS, RunProcess.SPARING);
        run.awaitStatus("\"running\"");

        new ProcessBuilder("kill", "-" + signal, String.valueOf(run.process().pid()))
                .start()
                .waitFor();

        assertThat(run.awaitEnd()).isEqualTo(exitCode);
        assertThat(run.status()).contains("\"cancelled\"", "The command was stopped before it ended.");
        assertThat(run.log()).contains("Stopping:", "cancelled: The command was stopped");
        assertThat(run.files("scratch")).isEmpty();
        assertThat(run.files("out")).contains("incomplete.json", "results.json").doesNotContain("manifest.json");
    }

    @ParameterizedTest
    @CsvSource({"the codecs' native code, 65536", "the data file, 8388608"})
    void aDiskThatTakesNoMoreFailsTheRunByName(String what, long mostBytesOfAFile) throws Exception {
        linkMany();
        RunProcess run =
                RunProcess.start(folder, List.of("prlimit", "--fsize=" + mostBytesOfAFile, "--"), RunProcess.SPARING);

        assertThat(run.awaitEnd()).as(run.log()).isEqualTo(1);
        assertThat(run.status()).as(what + "\n" + run.log()).contains("\"failed\"", "localDisk");
        assertThat(run.files("scratch")).noneMatch(name -> name.startsWith("slice-"));
        assertThat(run.files("out")).doesNotContain("manifest.json").noneMatch(name -> name.endsWith(".parquet"));
    }

    private void linkMany() throws IOException {
        Path file;
        try (Stream<Path> files = Files.walk(folder.resolve("events"))) {
            file = files.filter(path -> path.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
        }
        for (int i = 0; i < MANY; i++) {
            Files.createLink(file.resolveSibling("link-" + i + ".parquet"), file);
        }
    }
}
