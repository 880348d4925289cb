package org.eventextractor.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @Test
    void withoutACommandTheUsageIsPrinted() {
        assertThat(run()).isZero();
        assertThat(output.toString(StandardCharsets.UTF_8)).contains("demo", "serve");
    }

    @Test
    void anUnknownOptionIsAUsageError() {
        assertThat(run("demo", "--no-such-option")).isEqualTo(2);
    }

    @Test
    void aFolderWithContentIsLeftAlone() throws Exception {
        Path file = Files.writeString(folder.resolve("precious"), "kept");
        assertThat(run("demo", "--folder", folder.toString())).isEqualTo(1);
        assertThat(file).hasContent("kept");
    }

    @Test
    @SuppressWarnings("try") // the folder is occupied, not used
    void aFolderThatAnotherSystemOccupiesIsRefused() throws Exception {
        PrintStream usual = System.err;
        try (OccupiedFolder other = OccupiedFolder.of(folder)) {
            System.setErr(new PrintStream(output, true, StandardCharsets.UTF_8));
            assertThat(run("serve", "--folder", folder.toString(), "--job-jar", "pom.xml"))
                    .isEqualTo(1);
        } finally {
            System.setErr(usual);
        }
        assertThat(output.toString(StandardCharsets.UTF_8))
                .contains("another system is running in " + folder, "--folder FOLDER", "--s3-port 0");
        assertThat(folder.resolve("s3")).doesNotExist();
    }

    @Test
    void aFolderIsFreeOnceItsSystemHasEnded() throws Exception {
        OccupiedFolder.of(folder).close();

        OccupiedFolder.of(folder).close();
    }

    @Test
    @SuppressWarnings("try") // the folder is occupied, not used
    void aLinkToAFolderIsThatFolder() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), disk);
        try (OccupiedFolder occupied = OccupiedFolder.of(link)) {
            assertThatThrownBy(() -> OccupiedFolder.of(disk)).hasMessageContaining("another system is running");
        }
    }

    @Test
    void theUsageNamesTheScript() {
        assertThat(new CommandLine(new DemoCommand(System.out)).getUsageMessage())
                .startsWith("Usage: scripts/demo [OPTIONS]");
        assertThat(new CommandLine(new ServeCommand(System.out)).getUsageMessage())
                .startsWith("Usage: scripts/local [OPTIONS]");
    }

    @Test
    void aMissingJobJarEndsTheDemo() {
        String jar = folder.resolve("none.jar").toString();
        assertThat(run("demo", "--folder", folder.resolve("new").toString(), "--job-jar", jar))
                .isEqualTo(1);
    }

    private int run(String... arguments) {
        return Main.run(new PrintStream(output, true, StandardCharsets.UTF_8), arguments);
    }
}
