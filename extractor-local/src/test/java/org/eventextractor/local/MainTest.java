package org.eventextractor.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void aMissingJobJarEndsTheDemo() {
        String jar = folder.resolve("none.jar").toString();
        assertThat(run("demo", "--folder", folder.resolve("new").toString(), "--job-jar", jar))
                .isEqualTo(1);
    }

    private int run(String... arguments) {
        return Main.run(new PrintStream(output, true, StandardCharsets.UTF_8), arguments);
    }
}
